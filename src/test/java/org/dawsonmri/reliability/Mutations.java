package org.dawsonmri.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Gives Dawson damaged files and counts what becomes of it ({@code docs/reliability.sh mutations}). The same seed
 * damages the same files in the same way.
 *
 * <p>Arguments: how many images (20,000; a quarter as many tables and models), seed (1), folder for files that did harm
 * (target/reliability). The status is 1 if there is one.
 */
public final class Mutations {

    private static final int IMAGES = 20_000;

    private Mutations() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int images = args.length > 0 ? Integer.parseInt(args[0]) : IMAGES;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        Path kept = Path.of(args.length > 2 ? args[2] : "target/reliability").toAbsolutePath();
        List<String> rows = new ArrayList<>();
        int bad = run(images, seed, kept, rows);
        System.out.println(Tally.HEADING);
        rows.forEach(System.out::println);
        if (bad > 0) {
            System.out.println("\n" + bad + " did harm; they are in " + kept);
        }
        System.exit(bad > 0 ? 1 : 0);
    }

    /**
     * Does all of it.
     *
     * @param rows gets a row of a table for each kind of files
     * @return how many files did harm
     */
    static int run(int images, long seed, Path kept, List<String> rows) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("mutations");
        try {
            int bad = count(new DamagedImages(), images, seed, work, kept, rows);
            bad += count(new DamagedDatasets(work), images / 4, seed, work, kept, rows);
            bad += count(new DamagedModels(work), images / 4, seed, work, kept, rows);
            bad += count(new DamagedWeights(work), images / 4, seed, work, kept, rows);
            Tally ladder = new Tally(kept);
            GzipLadder.climb(ladder, Files.createDirectories(work.resolve("files")));
            ladder.close();
            rows.add(ladder.row("gzip with 0 to 100,000 empty members"));
            return bad + ladder.bad() + ladder.of(Tally.End.REFUSED);
        } finally {
            clear(work);
        }
    }

    // -- Helper methods --

    private static int count(Damage damage, int files, long seed, Path work, Path kept, List<String> rows)
        throws IOException, InterruptedException {
        Tally tally = new Tally(kept);
        for (int i = 0; i < files; i++) {
            Path folder = Files.createDirectories(work.resolve("files"));
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            tally.count(damage.getClass().getSimpleName() + "-" + i, folder, damage.write(random, folder));
            clear(folder);
        }
        tally.close();
        rows.add(tally.row(damage.name()));
        return tally.bad();
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
