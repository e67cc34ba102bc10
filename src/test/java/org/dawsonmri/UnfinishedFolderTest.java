package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What stays of a model, above all if its worker was killed because it did not obey a cancel. */
class UnfinishedFolderTest {

    private static final Progress CANCELLED = new Progress() {
        @Override
        public void event(Event event) {
            throw new AssertionError(event);
        }

        @Override
        public boolean isCancelled() {
            return true;
        }
    };

    @TempDir
    private Path dir;

    @Test
    void aCancelledNewModelGoes() throws IOException {
        assertThrows(CancelledException.class, () ->
            UnfinishedFolder.fill(dir.resolve("model"), CANCELLED, this::cancelled));
        assertEquals(List.of(), content(dir));
    }

    @Test
    void anEmptyFolderIsEmptyAgain() throws IOException {
        Files.createDirectory(dir.resolve("model"));
        assertThrows(CancelledException.class, () ->
            UnfinishedFolder.fill(dir.resolve("model"), CANCELLED, this::cancelled));
        assertEquals(List.of("model"), content(dir));
        assertEquals(List.of(), content(dir.resolve("model")));
    }

    @Test
    void anOlderModelStays() throws IOException {
        Path old = Files.writeString(Files.createDirectory(dir.resolve("model")).resolve("dawson.json"), "precious");
        assertThrows(CancelledException.class, () ->
            UnfinishedFolder.fill(dir.resolve("model"), CANCELLED, this::cancelled));
        assertEquals("precious", Files.readString(old));
    }

    @Test
    void whatFailsStaysToGoOnWith() throws IOException {
        assertThrows(DawsonException.class, () -> UnfinishedFolder.fill(dir.resolve("model"), CANCELLED, () -> {
            write();
            throw new DawsonException("killed");
        }));
        assertEquals(List.of("model"), content(dir));
    }

    /** Who ends in the midst of it all has not decided anything. */
    @Test
    void whatNobodyCancelledStays() throws IOException {
        assertThrows(CancelledException.class,
            () -> UnfinishedFolder.fill(dir.resolve("model"), Progress.NONE, this::cancelled));
        assertEquals(List.of("model"), content(dir));
    }

    private void cancelled() {
        write();
        throw new CancelledException();
    }

    private void write() {
        try {
            Path checkpoint = Files.createDirectories(dir.resolve("model/checkpoint"));
            Files.writeString(checkpoint.resolve("state.json"), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
