package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What befalls workers from outside: one line says what happened and what is kept, and nothing hangs. */
@Timeout(240)
class AccidentsTest {

    /** All but the native library is smaller, and that one's turn does not come. */
    private static final long MOST_BYTES = 10_000_000;
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path dir;

    @BeforeEach
    void writeData() throws IOException {
        SampleData.write(dir.resolve("data"), SampleOptions.of(3, 24, null).withSeed(5), Progress.NONE);
        Files.writeString(dir.resolve("config.json"),
            "{\"channels\": [\"FLAIR\"], \"network_options\": {\"base_filters\": 8, \"depth\": 2}}");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aTrainingThatIsKilledKeepsItsLastEpochAndGoesOnFromThere() throws IOException {
        Path history = dir.resolve("model/history.csv");
        Thread killer = new Thread(() -> killWorkersOnce(history));
        killer.start();
        Outcome outcome = train("epochs=500");
        killer.interrupt();
        assertTrue(outcome.error().contains("the worker was killed (exit 137: usually out of memory; use a smaller batch or "
            + "free memory); what was saved before (in a training: the last checkpoint) is kept"), outcome.error());
        assertEquals(1, outcome.error().lines().count());
        int epochs = Files.readAllLines(history).size() - 1;
        assertTrue(epochs >= 1 && epochs < 500);
        assertNull(train("epochs=" + (epochs + 1) + " resume=true").error());
        assertEquals(epochs + 2, Files.readAllLines(history).size());
    }

    @Test
    void anEngineWithABrokenJarIsNamedAsWhatItIs() throws IOException {
        Path lib = Files.createDirectories(dir.resolve("engine/lib"));
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            if (jar.getFileName().toString().matches("(picocli|gson)-.*\\.jar")) {
                breakInTheMiddle(jar, lib.resolve(jar.getFileName()));
            } else if (entry.endsWith(".jar") && Files.size(jar) < MOST_BYTES) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        System.setProperty("dawson.engine", dir.resolve("engine").toString());
        try {
            Outcome outcome = train("epochs=1");
            assertTrue(outcome.error().contains("; a part of the engine is missing or damaged: run Dawson Install "
                + "Engine..., which fetches it"), outcome.error());
            assertEquals(1, outcome.error().lines().count());
        } finally {
            System.clearProperty("dawson.engine");
        }
    }

    /** On a disk of one megabyte, in a name space of its own. */
    @Test
    void aFullDiskIsToldAndTheLastCheckpointIsKept() throws IOException, InterruptedException {
        Path small = Files.createDirectory(dir.resolve("small"));
        assumeTrue(canMount(small), "no permission to mount a small disk");
        String mount = "mount -t tmpfs -o size=1m tmpfs '" + small + "'";
        List<String> printed = lines("unshare", "-rm", "sh", "-c", mount + " && \"$@\" && ls '" + small
            + "/model/checkpoint'", "sh", System.getProperty("java.home") + "/bin/java", "-Djava.awt.headless=true", "-cp",
            CLASS_PATH, Attempt.class.getName(), "Dawson Train Network...", options(small.resolve("model"))
            + " epochs=3");
        List<String> problems = printed.stream().filter(line -> line.startsWith("problem: ")).toList();
        assertEquals(1, problems.size(), printed.toString());
        assertTrue(problems.get(0).startsWith("problem: " + small) && problems.get(0).contains("the disk is full"),
            problems.get(0));
        assertTrue(problems.get(0).endsWith("; what was learned up to the last whole epoch is kept in "
            + small.resolve("model") + ": go on with --resume (Resume)"), problems.get(0));
        assertTrue(printed.containsAll(List.of("state.json", "weights.npz", "optimizer.npz")), printed.toString());
    }

    private Outcome train(String more) {
        return ImageJMenu.run("run(\"Dawson Train Network...\", \"" + options(dir.resolve("model")) + " " + more + "\");",
            "");
    }

    private String options(Path model) {
        return "data=[" + dir + "/data] out=[" + model + "] config=[" + dir + "/config.json] precision=float32";
    }

    /** Once two epochs are in the history, of which one is in the checkpoint at least. */
    private static void killWorkersOnce(Path file) {
        try {
            while (!Files.exists(file) || Files.readAllLines(file).size() < 3) {
                Thread.sleep(20);
            }
            ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException trainingIsOver) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A zip whose directory is whole and whose contents are not. */
    private static void breakInTheMiddle(Path jar, Path copy) throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        for (int i = bytes.length / 20; i < bytes.length * 3 / 4; i++) {
            bytes[i] = 'Z';
        }
        Files.write(copy, bytes);
    }

    private static boolean canMount(Path folder) throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", folder.toString())
                .start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static List<String> lines(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return text.lines().toList();
    }
}
