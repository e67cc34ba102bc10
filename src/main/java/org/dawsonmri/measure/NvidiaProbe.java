package org.dawsonmri.measure;

import org.dawsonmri.measure.Probes.Probe;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * NVIDIA's own {@code nvidia-smi} as a child process that prints a line every so often. A thread keeps the newest line;
 * one that is too old does not count, so that a child which hangs or dies leaves empty columns and nothing else.
 */
final class NvidiaProbe implements Probe {

    /** System property: the program to start instead of the one on the path. */
    static final String PROGRAM_PROPERTY = "dawson.nvidia_smi";

    private static final int STALE_LINES = 5;
    private static final long END_MILLIS = 1_000;

    private final Process child;
    /** A second child, which says what the card is called and ends. */
    private final Process asked;
    private final long staleNanos;
    private volatile Line newest;
    private volatile Map<String, String> names = Map.of();

    private record Line(long nanos, Map<Metric, Double> values) {
    }

    private NvidiaProbe(Process child, Process asked, Duration period) {
        this.child = child;
        this.asked = asked;
        this.staleNanos = STALE_LINES * period.toNanos();
        daemon("dawson-gpu-lines", this::readLines);
        daemon("dawson-gpu-name", this::readNames);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts {@code nvidia-smi} if this computer has one. */
    static Optional<NvidiaProbe> start(Duration period) {
        Optional<String> program = findProgram();
        return program.isEmpty() ? Optional.empty() : start(program.get(), firstVisibleCard(), period);
    }

    /** @param card its number or UUID */
    static Optional<NvidiaProbe> start(String program, String card, Duration period) {
        try {
            Process asked = command(program, "--query-gpu=name,driver_version", "--format=csv,noheader",
                "--id=" + card).start();
            Process child = command(program, "--query-gpu=" + String.join(",", NvidiaFields.QUERY),
                "--format=csv,noheader,nounits", "--id=" + card, "-lms", Long.toString(period.toMillis())).start();
            return Optional.of(new NvidiaProbe(child, asked, period));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    @Override
    public void read(double[] values) {
        Line line = newest;
        if (line != null && System.nanoTime() - line.nanos() <= staleNanos) {
            line.values().forEach((metric, value) -> values[metric.ordinal()] = value);
        }
    }

    @Override
    public void describe(Map<String, String> environment) {
        environment.putAll(names);
    }

    @Override
    public void close() {
        end(child);
        end(asked);
    }

    // -- Helper methods --

    private void readLines() {
        NvidiaFields fields = new NvidiaFields(NvidiaFields.QUERY);
        try (BufferedReader lines = new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                newest = new Line(System.nanoTime(), fields.parse(line));
            }
        } catch (IOException closed) {
            newest = null; // the child was ended, by us or not
        }
    }

    private void readNames() {
        try (BufferedReader lines = new BufferedReader(
            new InputStreamReader(asked.getInputStream(), StandardCharsets.UTF_8))) {
            String[] words = String.valueOf(lines.readLine()).split(", ");
            if (words.length == 2) {
                names = Map.of("gpu", words[0], "gpu_driver", words[1]);
            }
        } catch (IOException closed) {
            names = Map.of(); // the child was ended before it spoke
        }
    }

    private static ProcessBuilder command(String... words) {
        return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** By its handle, with whatever it started itself. */
    private static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(List.of(process.toHandle()));
        process.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<String> findProgram() {
        String chosen = System.getProperty(PROGRAM_PROPERTY);
        if (chosen != null) {
            return Optional.of(chosen);
        }
        List<Path> places = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                places.add(Path.of(folder.replace("\"", ""), "nvidia-smi"));
                places.add(Path.of(folder.replace("\"", ""), "nvidia-smi.exe"));
            }
        }
        places.add(Path.of("C:\\Windows\\System32\\nvidia-smi.exe"));
        places.add(Path.of("C:\\Program Files\\NVIDIA Corporation\\NVSMI\\nvidia-smi.exe"));
        return places.stream().filter(Files::isExecutable).map(Path::toString).findFirst();
    }

    /** TensorFlow computes on the first card that CUDA shows it. */
    private static String firstVisibleCard() {
        String first = System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "").split(",")[0].trim();
        return first.matches("\\d+|GPU-[0-9a-fA-F-]+") ? first : "0";
    }
}
