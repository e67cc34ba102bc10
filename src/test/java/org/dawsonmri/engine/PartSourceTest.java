package org.dawsonmri.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What users may enter as a source. */
class PartSourceTest {

    @TempDir
    private Path dir;

    @Test
    void addressesAndFoldersAreTakenAsTheyAre() {
        try (PartSource central = PartSource.of(EngineInstaller.CENTRAL); PartSource folder =
            PartSource.of(dir.toString())) {
            assertEquals("https://repo1.maven.org/maven2/", central.name());
            assertEquals(dir.toString(), folder.name());
        }
    }

    @Test
    void whatIsNoSourceIsNamed() throws IOException {
        Path text = Files.writeString(dir.resolve("notes.zip"), "no zip");
        assertTrue(sourceMessage(text.toString()).startsWith(text + ": is no zip file, or a damaged one"));
        assertTrue(sourceMessage("/nowhere/at/all").startsWith("'/nowhere/at/all': is neither an address (https://…)"));
        assertTrue(sourceMessage("ftp://x/y").startsWith("'ftp://x/y': is neither an address"));
    }

    private static String sourceMessage(String text) {
        return assertThrows(DawsonException.class, () -> PartSource.of(text)).getMessage();
    }
}
