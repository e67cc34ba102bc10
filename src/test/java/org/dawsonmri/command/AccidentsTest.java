package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What befalls workers from outside: one line says what happened and what is kept, and nothing hangs. */
@Tag("alone")
@Timeout(240)
class AccidentsTest {

    /** All but the native library is smaller, and that one's turn does not come. */
    private static final long MOST_BYTES = 10_000_000;
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path dir;

    @BeforeEach
    void writeData() throws IOException {
        SampleData.write(dir.resolve("data"), SampleOptions.of(3, 24, null).withSeed(5), Progress.NONE);
        Files.writeString(dir.resolve("config.json"),
            "{\"channels\": [\"FLAIR\"], \"network_options\": {\"base_filters\": 8, \"depth\": 2}}");
    }

    /** By a signal that lets it tidy up, as from a queue system, and by one that does not. */
    @ParameterizedTest
    @CsvSource({"true,137", "false,143"})
    @DisabledOnOs(OS.WINDOWS)
    void aTrainingThatIsKilledKeepsItsLastEpochAndGoesOnFromThere(boolean forcibly, int status) throws IOException {
        Thread killer = new Thread(() -> {
            if (awaitEpochs(2)) {
                ProcessHandle.current().children().forEach(forcibly ? ProcessHandle::destroyForcibly
                    : ProcessHandle::destroy);
            }
        });
        killer.start();
        Outcome outcome = train("epochs=500");
        killer.interrupt();
        assertTrue(outcome.error().startsWith("the worker was killed (exit " + status + ": "), outcome.error());
        assertTrue(outcome.error().contains("ended from outside, by a user or a queue system"), outcome.error());
        assertTrue(outcome.error().contains("; what was saved before (in a training: the last checkpoint) is kept"),
            outcome.error());
        assertEquals(1, outcome.error().lines().count());
        assertGoesOn();
    }

    @Test
    void whenImageJIsKilledTheTrainingKeepsItsLastEpochAndGoesOnFromThere() throws IOException, InterruptedException {
        killImageJ(() -> awaitEpochs(2));
        assertGoesOn();
    }

    @Test
    void whenImageJIsKilledBeforeTheFirstEpochIsOverNothingStays() throws IOException, InterruptedException {
        killImageJ(() -> await(() -> Files.exists(dir.resolve("model/dawson.json"))));
        assertFalse(Files.exists(dir.resolve("model")));
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
            + "/model/checkpoint'", "sh", JAVA, "-Djava.awt.headless=true", "-cp",
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
        return ImageJMenu.run("run(\"Dawson Train Network...\", \"" + options(dir.resolve("model")) + " " + more
            + "\");", "");
    }

    private String options(Path model) {
        return "data=[" + dir + "/data] out=[" + model + "] config=[" + dir + "/config.json] precision=float32";
    }

    private void assertGoesOn() throws IOException {
        Path history = dir.resolve("model/history.csv");
        int epochs = Files.readAllLines(history).size() - 1;
        assertTrue(epochs >= 1 && epochs < 500);
        assertNull(train("epochs=" + (epochs + 1) + " resume=true").error());
        assertEquals(epochs + 2, Files.readAllLines(history).size());
    }

    /** Kills a process that trains as a macro does, without asking, and waits for the end of its worker. */
    private void killImageJ(BooleanSupplier moment) throws IOException, InterruptedException {
        Process imageJ = new ProcessBuilder(JAVA, "-Djava.awt.headless=true", "-cp", CLASS_PATH,
            Attempt.class.getName(),
            "Dawson Train Network...", options(dir.resolve("model")) + " epochs=500").inheritIO().start();
        assertTrue(moment.getAsBoolean());
        List<ProcessHandle> workers = imageJ.descendants().toList();
        assertEquals(1, workers.size());
        imageJ.destroyForcibly().waitFor();
        assertTrue(await(() -> workers.stream().noneMatch(ProcessHandle::isAlive)), "the worker still runs");
    }

    /** Until so many epochs are in the history, of which all but one are in the checkpoint at least. */
    private boolean awaitEpochs(int epochs) {
        Path history = dir.resolve("model/history.csv");
        return await(() -> Files.exists(history) && Files.readAllLines(history).size() > epochs);
    }

    /** @return false if there was no need to wait any more, or it did not come true within a minute */
    private static boolean await(Callable<Boolean> condition) {
        try {
            for (int i = 0; !condition.call(); i++) {
                if (i > 3000) {
                    return false;
                }
                Thread.sleep(20);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
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
