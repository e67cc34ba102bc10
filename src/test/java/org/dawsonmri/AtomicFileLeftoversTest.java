package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What writing a file leaves behind when its process is killed, and for how long. */
class AtomicFileLeftoversTest {

    @TempDir
    private Path folder;

    @Test
    void theNextWriterDeletesWhatAKilledOneLeft() throws Exception {
        Path file = Files.writeString(folder.resolve("scan.nii"), "whole");
        try (HoldingProcess living = HoldingProcess.start("file", file)) {
            HoldingProcess killed = HoldingProcess.start("file", file);
            killed.kill();
            Files.writeString(folder.resolve(".table.csv.4711-0.part"), "of a process of another computer");
            Files.writeString(folder.resolve(".notes.part"), "not Dawson's");
            assertEquals(5, content().size());
            write(folder.resolve("other.nii"));
            assertEquals(List.of(".notes.part", ".scan.nii." + living.pid() + "-0.part", "other.nii", "scan.nii"),
                content());
        }
        assertEquals("whole", Files.readString(file));
    }

    @Test
    void severalThreadsWriteTheSameNameAtOnce() throws Exception {
        Path file = folder.resolve("scan.nii");
        List<Thread> threads = Stream.generate(() -> new Thread(() -> write(file))).limit(4).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of("scan.nii"), content());
    }

    private static void write(Path file) {
        AtomicFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> content() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
