package org.dawsonmri.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A few hundred of the many thousand damaged files of {@code docs/reliability.sh mutations}. */
@Tag("slow")
class MutationsTest {

    @TempDir
    private Path kept;

    @Test
    void damagedFilesAreReadOrRefusedInOneLine() throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>();
        assertEquals(0, Mutations.run(400, 11, kept, rows), () -> String.join("\n", rows));
    }
}
