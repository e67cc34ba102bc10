package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;
import org.dawsonmri.train.BlobDataset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code --threads} bounds all that computes. The system's threads are counted in processes that believe to have eight
 * cores. Native threads have the program's name, "java", as have two of Java's own.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ThreadsTest {

    private static final String POOL = "ForkJoinPool.co";
    private static final String NATIVE = "java";

    @TempDir
    private Path dir;
    private Path data;
    private Path model;

    @BeforeEach
    void write() throws IOException {
        data = BlobDataset.write(dir);
        model = dir.resolve("model");
    }

    @Test
    void trainingAndSegmentation() throws Exception {
        Path config = Files.writeString(dir.resolve("config.json"), Settings.toText(BlobDataset.config(1)));
        assertNoPoolBeyond(1, most("train", "--data", data.toString(), "--config", config.toString(),
            "--out", model.toString(), "--threads", "1"));
        assertNoPoolBeyond(2, most("segment", "--model", model.toString(), "--data", data.toString(), "--out",
            dir.resolve("labels").toString(), "--threads", "2"));
    }

    @Test
    void evaluationSamplingAndChecks() throws Exception {
        SampleData.write(dir.resolve("heads"), SampleOptions.of(4, 24, null), Progress.NONE);
        String heads = dir.resolve("heads").toString();
        Path labels = Files.createDirectory(dir.resolve("labels"));
        for (int i = 1; i <= 4; i++) {
            Files.copy(dir.resolve("heads/sub-0" + i + "/lesions.nii.gz"), labels.resolve("sub-0" + i + ".nii.gz"));
        }
        assertNoPoolBeyond(3, most("evaluate", "--reference", heads, "--prediction", labels.toString(), "--out",
            dir.resolve("scores.csv").toString(), "--threads", "3"));
        assertNoPoolBeyond(1, most("check", "--data", heads, "--threads", "1"));
        assertNoPoolBeyond(2, most("sample", "--out", dir.resolve("new").toString(), "--size", "32", "--threads", "2"));
        assertTrue(most("sample", "--out", dir.resolve("all").toString(), "--size", "32").getOrDefault(POOL, 0) > 2,
            "the test would not notice a command without a bound");
    }

    /**
     * The calling thread computes, too. Pools that are not the common one would have names of their own. TensorFlow has
     * one pool for operations beside each other and one for parts of an operation, and three threads that wait.
     */
    private static void assertNoPoolBeyond(int threads, Map<String, Integer> found) {
        assertTrue(found.getOrDefault(POOL, 0) <= threads - 1, found::toString);
        assertEquals(List.of(), found.keySet().stream().filter(name -> name.startsWith("pool-")).toList());
        assertTrue(found.get(NATIVE) <= 5 + 2 * threads, found::toString);
        assertTrue(found.getOrDefault("dawson-batches", 0) <= 1 && found.getOrDefault("dawson-patches", 0) <= 1,
            found::toString);
    }

    /** Of each name the largest number of threads that were there at one time. */
    private Map<String, Integer> most(String... arguments) throws IOException, InterruptedException {
        File log = dir.resolve("log").toFile();
        Process process = JavaProcess.start(log, List.of("-XX:ActiveProcessorCount=8", "-XX:+UseSerialGC"),
            Dawson.class, arguments);
        Map<String, Integer> most = new TreeMap<>();
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            Map<String, Integer> now = new TreeMap<>();
            names(process.pid()).forEach(name -> now.merge(name, 1, Integer::sum));
            now.forEach((name, count) -> most.merge(name, count, Math::max));
        }
        assertEquals(0, process.exitValue(), Files.readString(log.toPath()));
        return most;
    }

    private static List<String> names(long pid) {
        List<String> names = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                names.add(Files.readString(thread.resolve("comm")).strip());
            }
        } catch (IOException ended) {
            return names; // the thread, or the process with all of them
        }
        return names;
    }
}
