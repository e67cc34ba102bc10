package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class FolderLockTest {

    @TempDir
    private Path folder;

    @Test
    void oneAtATime() {
        try (FolderLock lock = hold()) {
            String message = assertThrows(DawsonException.class, this::hold).getMessage();
            assertEquals(folder + ": this process trains there already; wait for its end", message);
        }
        assertFalse(Files.exists(folder.resolve(FolderLock.FILE)));
        hold().close();
    }

    @Test
    void whoHoldsItIsNamed() throws Exception {
        try (HoldingProcess other = HoldingProcess.start("lock", folder)) {
            String message = assertThrows(DawsonException.class, this::hold).getMessage();
            assertTrue(message.matches(".*: process " + other.pid()
                + " on \\S+ trains there since 20\\d\\d-\\d\\d-\\d\\d "
                + "\\d\\d:\\d\\d:\\d\\d; wait for its end, or end it"), message);
            assertThrows(DawsonException.class, this::hold, "asking did not give it free");
        }
    }

    @Test
    void aKilledProcessHoldsNothing() throws Exception {
        HoldingProcess other = HoldingProcess.start("lock", folder);
        other.kill();
        assertTrue(Files.exists(folder.resolve(FolderLock.FILE)));
        List<String> warnings = new ArrayList<>();
        FolderLock.hold(folder, "trains there", event -> warnings.add(event.values().toString())).close();
        assertEquals(List.of(), warnings);
        assertFalse(Files.exists(folder.resolve(FolderLock.FILE)));
    }

    private FolderLock hold() {
        return FolderLock.hold(folder, "trains there", Progress.NONE);
    }
}
