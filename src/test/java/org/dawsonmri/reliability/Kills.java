package org.dawsonmri.reliability;


import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Kills trainings, segmentations and evaluations, real processes, with SIGKILL. Half of the kills come at any moment,
 * half while something is being written. Then every file under a final name has to be whole, the same command again has
 * to end well, and its result has to be that of a run that nobody interrupted. Prints a table.
 *
 * <pre>
 * docs/reliability.sh kills [N] [SEED]
 * </pre>
 */
public final class Kills {

    /** Of one training on end, at the most. */
    private static final int IN_A_ROW = 3;
    private static final int MOMENT_MILLIS = 40;

    private final Path root;
    private final Random random;
    private final Map<String, Map<String, Integer>> places = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private int left;
    private int number;

    private Kills(Path root, int kills, long seed) {
        this.root = root;
        this.left = kills;
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int kills = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        Path root = args.length > 2 ? Files.createDirectories(Path.of(args[2])).toAbsolutePath()
            : Files.createTempDirectory("dawson-kills");
        Kills run = new Kills(root, kills, seed);
        run.run();
        System.exit(run.problems.isEmpty() ? 0 : 1);
    }

    private void run() throws IOException, InterruptedException {
        List<KilledWork> works = KilledWorks.make(root);
        Map<String, Double> seconds = new TreeMap<>();
        for (KilledWork work : works) {
            Path folder = Files.createDirectory(root.resolve("whole-" + work.name()));
            long start = System.nanoTime();
            int status = start(work.command(), folder).waitFor();
            seconds.put(work.name(), (System.nanoTime() - start) / 1e9);
            System.out.printf("%s: %.1f s%n", work.name(), seconds.get(work.name()));
            if (status != 0) {
                throw new IllegalStateException(work.name() + " fails without a kill: " + log(folder));
            }
        }
        while (left > 0) {
            KilledWork work = works.get(number % works.size());
            try {
                kill(work, seconds.get(work.name()));
            } catch (AssertionError | RuntimeException e) {
                problems.add(number + " " + work.name() + ": " + e.getMessage());
                System.out.println("PROBLEM " + problems.get(problems.size() - 1));
            }
            number++;
        }
        print();
    }

    /** Kills one piece of work, up to some times, and lets it end. */
    private void kill(KilledWork work, double seconds) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(root.resolve(String.format("%03d-%s", number, work.name())));
        int kills = 1 + random.nextInt(IN_A_ROW);
        boolean ended = false;
        for (int i = 0; i < kills && left > 0 && !ended; i++) {
            Process process = start(work.command(), folder);
            boolean writing = random.nextBoolean();
            double wait = seconds * random.nextDouble() * (i == 0 ? 1 : 0.7);
            String sign = work.signs().get(random.nextInt(work.signs().size()));
            ended = process.waitFor((long) (wait * (writing ? 0.7 : 1) * 1000), TimeUnit.MILLISECONDS)
                || writing && endsBeforeItWrites(process, folder, sign);
            process.destroyForcibly().waitFor();
            if (!ended) {
                left--;
                String place = place(folder);
                places.computeIfAbsent(work.name(), name -> new TreeMap<>()).merge(place, 1, Integer::sum);
                System.out.printf("%03d %s after %.1f s: %s%n", number, work.name(), wait, place);
                WholeFiles.check(folder);
                work.killed().accept(folder);
            } else if (process.exitValue() != 0) {
                throw new AssertionError("failed: " + log(folder));
            }
        }
        if (!ended && start(work.command(), folder).waitFor() != 0) {
            throw new AssertionError("does not go on: " + log(folder));
        }
        WholeFiles.check(folder);
        work.done().accept(root.resolve("whole-" + work.name()), folder);
        KilledWorks.requireSameNames(root.resolve("whole-" + work.name()), folder);
    }

    /** Waits until something is being written, and then a moment, in which it may have got on. */
    private boolean endsBeforeItWrites(Process process, Path folder, String sign) throws IOException,
        InterruptedException {
        while (process.isAlive()) {
            if (WholeFiles.hidden(folder).stream().anyMatch(path -> path.toString().contains(sign))) {
                return process.waitFor(random.nextInt(MOMENT_MILLIS), TimeUnit.MILLISECONDS);
            }
            Thread.sleep(1);
        }
        return true;
    }

    /** Where the kill came. */
    private static String place(Path folder) throws IOException {
        List<String> hidden = WholeFiles.hidden(folder).stream().map(Path::toString).toList();
        if (hidden.stream().anyMatch(path -> path.contains("/.complete/"))) {
            return "an epoch took its place";
        }
        if (hidden.stream().anyMatch(path -> path.contains("/.incoming/"))) {
            return "an epoch was written";
        }
        if (hidden.stream().anyMatch(path -> path.endsWith(".part"))) {
            return "a file was written";
        }
        return WholeFiles.visible(folder).isEmpty() ? "nothing was there yet" : "in between";
    }

    private Process start(List<String> command, Path folder) throws IOException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-cp", System.getProperty("java.class.path"),
            "org.dawsonmri.cli.Dawson"));
        line.addAll(command);
        return new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(root.resolve(folder.getFileName() + ".log").toFile()).start();
    }

    private String log(Path folder) throws IOException {
        return Files.readString(root.resolve(folder.getFileName() + ".log"));
    }

    private void print() {
        List<String> columns = places.values().stream().flatMap(m -> m.keySet().stream()).distinct().sorted().toList();
        System.out.println("| work | kills | " + String.join(" | ", columns) + " |");
        System.out.println("|---|---" + "|---".repeat(columns.size()) + "|");
        places.forEach((work, counts) -> {
            StringBuilder row = new StringBuilder("| " + work + " | "
                + counts.values().stream().mapToInt(Integer::intValue).sum());
            columns.forEach(column -> row.append(" | ").append(counts.getOrDefault(column, 0)));
            System.out.println(row + " |");
        });
        System.out.println(number + " pieces of work, " + problems.size() + " problems");
        problems.forEach(System.out::println);
    }
}
