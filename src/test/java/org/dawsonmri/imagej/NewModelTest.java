package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What stays of a model whose worker was killed because it did not obey a cancel. */
class NewModelTest {

    @TempDir
    private Path dir;

    @Test
    void aCancelledNewModelGoes() throws IOException {
        assertThrows(CancelledException.class, () -> NewModel.train(dir.resolve("model"), this::cancelled));
        assertEquals(List.of(), content(dir));
    }

    @Test
    void anEmptyFolderIsEmptyAgain() throws IOException {
        Files.createDirectory(dir.resolve("model"));
        assertThrows(CancelledException.class, () -> NewModel.train(dir.resolve("model"), this::cancelled));
        assertEquals(List.of("model"), content(dir));
        assertEquals(List.of(), content(dir.resolve("model")));
    }

    @Test
    void anOlderModelStays() throws IOException {
        Path old = Files.writeString(Files.createDirectory(dir.resolve("model")).resolve("dawson.json"), "precious");
        assertThrows(CancelledException.class, () -> NewModel.train(dir.resolve("model"), this::cancelled));
        assertEquals("precious", Files.readString(old));
    }

    @Test
    void whatFailsStaysToGoOnWith() throws IOException {
        assertThrows(DawsonException.class, () -> NewModel.train(dir.resolve("model"), () -> {
            write();
            throw new DawsonException("killed");
        }));
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
