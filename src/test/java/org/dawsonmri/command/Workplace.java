package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.Progress;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;
import org.dawsonmri.volume.Volume;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The folder that the examples call /mri, with small data: whatever they read is there, and they write into "new". */
record Workplace(Path folder) {

    /** For workers that do little: a quick start of Java rather than quick loops. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final List<String> SUBJECTS = List.of("sub-01", "sub-02", "sub-03");

    /** Scans of 16 voxels a side, a network that was trained for one epoch, and two sets of predictions. */
    static Workplace make(Path folder) throws IOException {
        Path data = folder.resolve("data");
        SampleData.write(data, SampleOptions.of(3, 16, null).withSeed(5), Progress.NONE);
        for (String name : List.of("scans", "models", "results/a", "results/b", "engine")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.copy(data.resolve("sub-03/FLAIR.nii.gz"), folder.resolve("scans/FLAIR.nii.gz"));
        for (String subject : SUBJECTS) {
            Path label = data.resolve(subject).resolve("lesions.nii.gz");
            Files.copy(label, folder.resolve("results/a").resolve(subject + ".nii.gz"));
            writeShifted(label, folder.resolve("results/b").resolve(subject + ".nii.gz"));
        }
        Files.copy(folder.resolve("results/b/sub-01.nii.gz"), folder.resolve("results/lesions.nii.gz"));
        Path config = Files.writeString(folder.resolve("config.json"), "{\"channels\": [\"FLAIR\"], \"precision\": "
            + "\"FLOAT32\", \"network_options\": {\"base_filters\": 2, \"depth\": 1}}");
        bringJars(folder.resolve("engine"));
        StringWriter error = new StringWriter();
        assertEquals(0, Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(error), "train", "--data",
            data.toString(), "--out", folder.resolve("models/lesions").toString(), "--config", config.toString(),
            "--profile", "--epochs", "1"), error.toString());
        return new Workplace(folder);
    }

    /** An example's options with this folder instead of /mri. */
    String here(String options) {
        return options.replace("/mri", folder.toString());
    }

    /** Empties the folder for what commands write. */
    void clear() {
        try {
            if (Files.exists(folder.resolve("new"))) {
                try (Stream<Path> files = Files.walk(folder.resolve("new"))) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectory(folder.resolve("new"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written: for each file what does not change from run to run. */
    Map<String, String> written() throws IOException {
        Map<String, String> found = new TreeMap<>();
        Path root = folder.resolve("new");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Workplace::isResult).toList()) {
                found.put(root.relativize(file).toString().replaceAll("\\d{6,}", "time"), contents(file));
            }
        }
        return found;
    }

    /** All there is in the folder, hidden files and empty folders included: when and how it was written. */
    Map<String, String> everything() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                found.put(folder.relativize(file).toString(), Files.isDirectory(file) ? "folder"
                    : Files.size(file) + " bytes of " + Files.getLastModifiedTime(file));
            }
        }
        return found;
    }

    // -- Helper methods --

    /** Locks are hidden files. */
    private static boolean isResult(Path file) {
        String name = file.getFileName().toString();
        // A run of a second has samples to draw, or none.
        boolean figure = name.endsWith(".png") && file.getParent().endsWith("profile");
        return Files.isRegularFile(file) && !name.startsWith(".") && !figure;
    }

    private static String withoutTimes(List<String> rows) {
        List<String> columns = List.of(rows.get(0).split(","));
        Set<String> timed = Set.of("seconds", "images_per_s", "patches_per_s", "waiting_share");
        int[] kept = IntStream.range(0, columns.size()).filter(i -> !timed.contains(columns.get(i))).toArray();
        return rows.stream().map(row -> row.split(",")).map(cells -> Arrays.stream(kept).mapToObj(i -> cells[i])
            .collect(Collectors.joining(","))).toList().toString();
    }

    private static String contents(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (file.toString().contains("profile")) {
            return "there"; // what work cost differs each time
        }
        if (name.equals("history.csv")) {
            return withoutTimes(Files.readAllLines(file));
        }
        if (name.matches(".*\\.(nii\\.gz|nii|csv|tsv|png|npz)")) {
            return Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file)));
        }
        return "there"; // times and dates are in it
    }

    private static void writeShifted(Path label, Path file) {
        Volume volume = NiftiReader.read(label);
        Volume shifted = volume.with(volume.voxels().clone());
        System.arraycopy(volume.voxels(), 0, shifted.voxels(), 1, volume.voxels().length - 1);
        NiftiWriter.write(shifted, file, NiftiType.UINT8);
    }

    private static void bringJars(Path engine) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            if (!entry.endsWith(".jar")) {
                continue;
            }
            try {
                Files.createLink(engine.resolve(jar.getFileName()), jar);
            } catch (IOException | UnsupportedOperationException anotherDisk) {
                Files.copy(jar, engine.resolve(jar.getFileName()));
            }
        }
    }
}
