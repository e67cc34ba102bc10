package org.dawsonmri.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where TensorFlow's libraries are unpacked to. */
class NativeCacheTest {

    @TempDir
    private Path dir;

    @Test
    void besideTheEngine() throws IOException {
        Path home = Files.createDirectory(dir.resolve("dawson"));
        assertEquals(Optional.of(home.resolve("cache")), folder(home));
        assertFalse(Files.exists(home.resolve("cache")), "is made without need");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void inTheUsersFolderWhereTheEngineIsReadOnly() throws IOException {
        Path home = Files.createDirectory(dir.resolve("dawson"));
        assertTrue(home.toFile().setWritable(false));
        assumeFalse(Files.isWritable(home), "this user may write everywhere");
        assertEquals(Optional.of(dir.resolve("user/.cache/dawson")), folder(home));
    }

    @Test
    void inTheUsersFolderWhereAFileIsInTheWay() throws IOException {
        Path home = Files.createDirectory(dir.resolve("dawson"));
        Files.createFile(home.resolve("cache"));
        assertEquals(Optional.of(dir.resolve("user/.cache/dawson")), folder(home));
    }

    @Test
    void nowhereIfNothingCanBeWritten() throws IOException {
        Files.createFile(dir.resolve("user"));
        assertEquals(Optional.empty(), folder(null));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        Linux,      ,                ,        .cache/dawson
        Linux,      XDG_CACHE_HOME,  scratch, scratch/dawson
        Mac OS X,   XDG_CACHE_HOME,  scratch, Library/Caches/dawson
        Windows 11, LOCALAPPDATA,    Local,   Local/dawson/cache
        Windows 11, ,                ,        AppData/Local/dawson/cache
        """)
    void byThePlatformsConvention(String system, String variable, String value, Path expected) {
        Map<String, String> environment = new HashMap<>();
        environment.put(variable, value);
        Path found = NativeCache.ofUser(Map.of("user.home", "home", "os.name", system)::get, environment::get);
        assertEquals(value == null || system.startsWith("Mac") ? Path.of("home").resolve(expected) : expected, found);
    }

    private Optional<Path> folder(Path engine) {
        return NativeCache.folder(Optional.ofNullable(engine),
            Map.of("user.home", dir.resolve("user").toString(), "os.name", "Linux")::get, name -> null);
    }
}
