package org.dawsonmri.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.cli.JavaProcess;
import org.dawsonmri.cli.NativeLogProcess;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Native code's lines stay out of standard error, also where that is a file that standard output goes to as well. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class NativeLogTest {

    private static final List<String> OURS = List.of("our first line", "a result", "our second line, with ü",
        "another result");

    @TempDir
    private Path dir;

    @Test
    void aProcessThatEndsWellHasOurLinesOnly() throws Exception {
        List<String> lines = run("well", 0);
        assertEquals(Stream.concat(OURS.stream(), Stream.of("our last line")).toList(), lines);
    }

    @Test
    void ofAProcessThatNativeCodeEndsTheLastWordsAreShown() throws Exception {
        List<String> lines = run("abort", 128 + 6);
        assertEquals(OURS, lines.subList(0, OURS.size()), lines::toString);
        assertTrue(lines.get(lines.size() - 1).endsWith("Check failed: last words"), lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.contains("native chatter")), lines::toString);
    }

    private List<String> run(String end, int status) throws IOException, InterruptedException {
        Path file = dir.resolve("log");
        Path temporary = Files.createDirectory(dir.resolve("tmp"));
        assertEquals(status, JavaProcess.run(file.toFile(), List.of("-Djava.io.tmpdir=" + temporary),
            NativeLogProcess.class, end), () -> read(file).toString());
        for (int i = 0; i < 100 && status != 0 && !read(file).toString().contains("last words"); i++) {
            TimeUnit.MILLISECONDS.sleep(50); // the shell that tells them comes after the end
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.filter(path -> path.toString().endsWith(".log")).toList());
        }
        return read(file);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
