package org.dawsonmri.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The environment as native code sees it, and file descriptors. */
@DisabledOnOs(OS.WINDOWS)
class CLibraryTest {

    @TempDir
    private Path dir;

    @Test
    void nativeCodeSeesWhatIsSet() {
        CLibrary.setEnvironment("DAWSON_TEST", "first");
        CLibrary.setEnvironment("DAWSON_TEST", "second");
        Function getenv = NativeLibrary.getProcess().getFunction("getenv");
        assertEquals("second", getenv.invokeString(new Object[] {"DAWSON_TEST"}, false));
    }

    @Test
    void descriptorsOfOneFileHaveOnePosition() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        int first = CLibrary.open(file);
        int second = CLibrary.duplicate(first);
        write(first, "--one ");
        write(second, "--two");
        CLibrary.close(first);
        CLibrary.close(second);
        assertEquals("one two", Files.readString(file));
    }

    @Test
    void failuresAreExceptions() {
        assertThrows(IOException.class, () -> CLibrary.open(dir.resolve("missing")));
        assertThrows(IOException.class, () -> write(9999, "--x"));
    }

    /** Without the first two bytes. */
    private static void write(int descriptor, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CLibrary.write(descriptor, bytes, 2, bytes.length - 2);
    }
}
