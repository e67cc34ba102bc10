package org.dawsonmri.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.cli.TestCommands;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

@Tag("slow")
@Timeout(60)
class EngineTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Engine dawson = new Engine(CLASS_PATH, TestCommands.class.getName(), Duration.ofSeconds(30));
    private final Engine fake = new Engine(CLASS_PATH, FakeWorker.class.getName(), SHORT);

    @AfterEach
    void noWorkerIsLeftOver() {
        assertEquals(0, ProcessHandle.current().children().filter(ProcessHandle::isAlive).count());
        assertEquals(0, Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.isAlive() && thread.getName().startsWith("dawson-worker")).count());
    }

    // -- The real command line --

    @Test
    void stopKeepsTheResult() {
        RecordingProgress progress = RecordingProgress.stopsAfter(3);
        Engine.Result result = dawson.run(List.of("work"), progress);
        assertTrue(result.outputLines().get(0).matches("kept × \\d+"), result.toString());
        assertEquals(1, result.outputLines().size());
        assertEquals(Event.Type.STEP, progress.events.get(0).type());
        assertEquals(0L, progress.events.get(0).values().get("step"));
        assertEquals(Double.NaN, progress.events.get(0).values().get("loss"));
        assertEquals(0.5, progress.events.get(1).values().get("loss"));
        Event last = progress.events.get(progress.events.size() - 1);
        assertEquals("gestoppt: größer als 0", last.values().get("text"));
    }

    @Test
    void cancelDropsIt() {
        assertThrows(CancelledException.class, () -> dawson.run(List.of("work"), RecordingProgress.cancelsAfter(3)));
    }

    @Test
    void theWorkersOneLineIsTheMessage() {
        assertEquals("scan.nii: broken; choose another", messageOf(dawson, "fail", "--with", "user"));
        String usage = messageOf(dawson, "fail", "--nonsense");
        assertTrue(usage.startsWith("the worker does not understand its arguments: Unknown option: '--nonsense'"),
            usage);
        assertTrue(messageOf(dawson, "fail", "--with", "link").contains("UnsatisfiedLinkError: no jnitensorflow"));
    }

    @Test
    void aWorkerThatSomebodyElseCancelledIsExplained() {
        assertTrue(messageOf(dawson, "fail", "--with", "cancel")
            .startsWith("the worker was killed (exit 130: ended from outside, by a user or a queue system)"));
    }

    @Test
    void whatWasCancelledBeforeIsNotStarted() {
        RecordingProgress progress = RecordingProgress.cancelsAfter(0);
        assertThrows(CancelledException.class, () -> dawson.run(List.of("work"), progress));
        assertEquals(List.of(), progress.events);
    }

    @Test
    void anInterruptCancels() {
        Thread caller = Thread.currentThread();
        Progress interrupting = event -> caller.interrupt();
        assertThrows(CancelledException.class, () -> dawson.run(List.of("work"), interrupting));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aListenerThatFailsEndsTheWorker() {
        IllegalStateException failure = new IllegalStateException("window closed");
        Progress broken = event -> {
            throw failure;
        };
        assertSame(failure, assertThrows(IllegalStateException.class, () -> dawson.run(List.of("work"), broken)));
    }

    @Test
    void theEngineThatIsFoundRunsOurCommands(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("a b.tsv"), "subject\tT1\nx\tgone.nii\n");
        List<String> check = List.of("check", "--data", table.toString());
        RecordingProgress progress = RecordingProgress.patient();
        DawsonException e = assertThrows(DawsonException.class, () -> Engine.locate().run(check, progress));
        assertEquals("the worker reports: 1 subject: 2 errors, 0 warnings, 0 notes", e.getMessage());
        assertEquals("subjects", progress.events.get(0).values().get("what"));
        Files.delete(table);
        assertTrue(messageOf(Engine.locate(), "check", "--data", table.toString())
            .startsWith(table + ": does not exist"));
    }

    // -- Misbehaving workers --

    @Test
    void argumentsArriveAsTheyAre() {
        List<String> arguments = List.of("echo", "a b/c d.nii", "x\"y'z", "$HOME;*");
        List<String> lines = fake.run(arguments, Progress.NONE).outputLines();
        assertEquals(arguments, lines.subList(0, 4));
        assertEquals(List.of("--progress", "json"), lines.subList(4, 6));
    }

    @Test
    void neverBlocksOnAFullPipe() {
        RecordingProgress progress = RecordingProgress.patient();
        List<String> lines = fake.run(List.of("flood"), progress).outputLines();
        assertEquals(20_000, lines.size());
        assertEquals("x".repeat(100) + 19_999, lines.get(19_999));
        assertEquals("done", progress.events.get(0).values().get("text"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoDoesNotObeyIsKilledWithItsChildren() throws InterruptedException {
        RecordingProgress progress = RecordingProgress.cancelsAfter(1);
        assertThrows(CancelledException.class, () -> fake.run(List.of("deaf"), progress));
        assertGone((Long) progress.events.get(0).values().get("self"));
        assertGone((Long) progress.events.get(0).values().get("child"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void noWorkerOutlivesUs() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", CLASS_PATH,
            FakeWorker.class.getName(), "parent", CLASS_PATH).start();
        String pid = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(parent.waitFor(30, TimeUnit.SECONDS));
        assertGone(Long.parseLong(pid));
    }

    @ParameterizedTest
    @CsvSource({"true,stop", "false,''"})
    void whoLeavesKeepsWhatCanBeKept(boolean stoppable, String heard, @TempDir Path folder)
        throws IOException, InterruptedException {
        Path notes = folder.resolve("notes");
        Process parent = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", CLASS_PATH,
            FakeWorker.class.getName(), "leaver", CLASS_PATH, notes.toString(), Boolean.toString(stoppable)).start();
        parent.getInputStream().readAllBytes();
        assertTrue(parent.waitFor(30, TimeUnit.SECONDS));
        assertEquals(heard, Files.readString(notes).strip());
    }

    @Test
    void whoStopsAndLeavesGetsTheResult() throws IOException, InterruptedException {
        Process worker = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", CLASS_PATH,
            TestCommands.class.getName(), "work", "--progress", "json").start();
        worker.getInputStream().read();
        worker.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
        worker.getOutputStream().close();
        String output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(worker.waitFor(30, TimeUnit.SECONDS));
        assertTrue(output.contains("kept"), output);
        assertEquals(0, worker.exitValue());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatTheSystemEndsSaysSo() throws IOException, InterruptedException {
        Process worker = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", CLASS_PATH,
            TestCommands.class.getName(), "work", "--progress", "json").start();
        worker.getInputStream().read();
        worker.toHandle().destroy();
        String said = new String(worker.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(worker.waitFor(30, TimeUnit.SECONDS));
        assertEquals("dawson: cancelled", said.strip());
        assertEquals(143, worker.exitValue());
    }

    @Test
    void aWorkerWhosePipesBreakEndsItself() throws IOException, InterruptedException {
        Process worker = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", CLASS_PATH,
            TestCommands.class.getName(), "work", "--progress", "json").start();
        worker.getInputStream().read();
        worker.getOutputStream().close();
        worker.getInputStream().readAllBytes();
        assertTrue(worker.waitFor(30, TimeUnit.SECONDS));
        assertEquals(130, worker.exitValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        137 | the worker was killed (exit 137:
        134 | the worker was killed (exit 134: a crash in native code, as when memory runs out; use a smaller batch)
        132 | the worker was killed (exit 132: an instruction that this processor does not know; TensorFlow needs AVX)
        143 | the worker was killed (exit 143: ended from outside, by a user or a queue system)
        17  | the worker failed (exit 17): the last words
        1   | an earlier line
        """)
    void deathIsExplained(int status, String expected) {
        DawsonException e = assertThrows(DawsonException.class,
            () -> fake.run(List.of("halt", String.valueOf(status)), Progress.NONE));
        assertTrue(e.getMessage().startsWith(expected), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
        assertTrue(e.getCause().getMessage().contains("Somewhere.java:1"), e.getCause().getMessage());
    }

    @Test
    void anEngineWithoutItsPartsIsExplained() {
        Engine empty = new Engine("nowhere", "org.dawsonmri.cli.Dawson", SHORT);
        String message = messageOf(empty, "info");
        assertTrue(message.startsWith("the worker failed (exit 1): "), message);
        assertTrue(message.endsWith("a part of the engine is missing or damaged: run Dawson Install Engine..., which fetches it"), message);
    }

    @Test
    void theWorkerGetsItsHeapAndItsOptionsAndKeepsNothingFromItsParent() {
        System.setProperty(Engine.HEAP_PROPERTY, "64m");
        try {
            String line = fake.run(List.of("environment"), Progress.NONE).outputLines().get(0);
            assertTrue(line.startsWith("1 "), line);
            assertTrue(Long.parseLong(line.split(" ")[1]) <= 64, line);
            System.setProperty(Engine.OPTIONS_PROPERTY, " -Xmx32m  -Dsome=thing");
            line = fake.run(List.of("environment"), Progress.NONE).outputLines().get(0);
            assertTrue(Long.parseLong(line.split(" ")[1]) <= 32, line);
            System.setProperty(Engine.HEAP_PROPERTY, "a lot");
            assertTrue(messageOf(fake, "environment").contains("heap=a lot: is not a size of memory"));
        } finally {
            System.clearProperty(Engine.HEAP_PROPERTY);
            System.clearProperty(Engine.OPTIONS_PROPERTY);
        }
        assertTrue(Engine.heap().matches("[1-9][0-9]*m"), Engine.heap());
    }

    private static String messageOf(Engine engine, String... arguments) {
        return assertThrows(DawsonException.class, () -> engine.run(List.of(arguments), Progress.NONE)).getMessage();
    }

    /** A killed process may be seen for a moment, and for longer where nobody collects orphans: as a zombie. */
    private static void assertGone(long pid) throws InterruptedException {
        for (int i = 0; i < 100 && alive(pid); i++) {
            Thread.sleep(50);
        }
        assertFalse(alive(pid), "process " + pid + " still runs");
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> p.info().command().isPresent())
            .isPresent();
    }
}
