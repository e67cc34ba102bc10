package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

class AtomicFolderTest {

    @TempDir
    private Path dir;

    @Test
    void newFilesStandBesideOthersAndReplaceTheirOlderSelves() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("results"));
        Files.writeString(folder.resolve("mine.txt"), "precious");
        write(folder, "old");
        assertEquals(3, AtomicFolder.<Integer>write(folder, aside -> {
            write(aside, "new");
            assertEquals("old", read(folder.resolve("table.csv")));
            return 3;
        }));
        assertEquals("new", read(folder.resolve("table.csv")));
        assertEquals("new", read(folder.resolve("pictures/a.png")));
        assertEquals(List.of("mine.txt", "pictures", "table.csv"), content(folder));
    }

    @Test
    void whatFailsChangesNothing() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("results"));
        write(folder, "old");
        assertThrows(CancelledException.class, () -> AtomicFolder.write(folder, this::cancelled));
        assertEquals("old", read(folder.resolve("table.csv")));
        assertEquals(List.of("pictures", "table.csv"), content(folder));
    }

    @Test
    void aNewFolderGoesAgain() {
        Path folder = dir.resolve("deep/results");
        assertThrows(CancelledException.class, () -> AtomicFolder.write(folder, this::cancelled));
        assertFalse(Files.exists(folder));
    }

    /** Killed after the new files were whole and before all had taken their places. */
    @Test
    void whatWasWholeCountsAfterAKill() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("results"));
        write(folder, "old");
        write(Files.createDirectory(folder.resolve(".complete")), "new");
        Files.move(folder.resolve(".complete/table.csv"), folder.resolve("table.csv"),
            StandardCopyOption.REPLACE_EXISTING);
        for (String name : List.of("table.csv", "pictures/a.png")) {
            assertEquals("new", read(AtomicFolder.current(folder, name)));
        }
        assertThrows(CancelledException.class, () -> AtomicFolder.write(folder, this::cancelled));
        assertEquals("new", read(folder.resolve("pictures/a.png")));
        assertEquals(List.of("pictures", "table.csv"), content(folder));
    }

    @Test
    void whatWasNotWholeIsGoneAfterAKill() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("results"));
        write(folder, "old");
        write(Files.createDirectory(folder.resolve(".incoming")), "half");
        assertEquals("old", read(AtomicFolder.current(folder, "table.csv")));
        AtomicFolder.<Integer>write(folder, aside -> 1);
        assertEquals("old", read(folder.resolve("pictures/a.png")));
        assertEquals(List.of("pictures", "table.csv"), content(folder));
    }

    @Test
    void twoDoNotWriteAtOnce() throws Exception {
        Path folder = Files.createDirectory(dir.resolve("results"));
        try (HoldingProcess other = HoldingProcess.start("lock", folder)) {
            DawsonException e = assertThrows(DawsonException.class, () -> AtomicFolder.write(folder, this::cancelled));
            assertTrue(e.getMessage().contains("process " + other.pid()), e.getMessage());
        }
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("results"), "");
        DawsonException e = assertThrows(DawsonException.class, () -> AtomicFolder.write(file, aside -> 1));
        assertTrue(e.getMessage().startsWith(file + ": cannot be made a folder"), e.getMessage());
    }

    private Object cancelled(Path folder) {
        write(folder, "new");
        throw new CancelledException();
    }

    private static void write(Path folder, String text) {
        try {
            Files.writeString(folder.resolve("table.csv"), text);
            Files.createDirectories(folder.resolve("pictures"));
            Files.writeString(folder.resolve("pictures/a.png"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
