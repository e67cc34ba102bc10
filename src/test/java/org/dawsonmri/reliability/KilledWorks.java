package org.dawsonmri.reliability;

import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.BlobDataset;
import org.dawsonmri.train.LesionDataset;
import org.dawsonmri.train.SameModels;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Volume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@link Kills} kills: three kinds of training, segmentation and evaluation, all of some seconds. */
final class KilledWorks {

    private static final int SUBJECTS = 12;
    private static final List<String> FILE = List.of(".part");
    /** What an epoch goes through, in this order: its files, all of them, each in its place. */
    private static final List<String> EPOCH = List.of(".part", "/.incoming/", "/.complete/");
    private static final List<String> EXACT = List.of("--threads", "1", "--precision", "float32");

    private KilledWorks() {
    }

    /** Writes their data into a folder. They run in folders beside these. */
    static List<KilledWork> make(Path root) throws IOException {
        BlobDataset.write(Files.createDirectory(root.resolve("blobs")));
        LesionDataset.write(Files.createDirectory(root.resolve("lesions")));
        many(Files.createDirectory(root.resolve("many")));
        return List.of(
            training("train-2d", "blobs", "--network", "unet", "--network-options",
                "{\"base_filters\": 4, \"depth\": 2, \"dropout\": 0.1}", "--batch-size", "4", "--epochs", "5",
                "--learning-rate", "0.01", "--augmentation", "mri"),
            segmentation(),
            training("train-3d", "blobs", "--network", "unet3d", "--network-options",
                "{\"base_filters\": 2, \"depth\": 1}", "--patch-size", "12,12,6", "--epochs", "5", "--learning-rate",
                "0.01"),
            evaluation(),
            training("train-cascade", "lesions", "--network", "cascade-fcn", "--network-options",
                "{\"patch\": 9, \"filters\": 4, \"units\": 8}", "--batch-size", "32", "--epochs", "3"));
    }

    /** No file more or less than without a kill; event files are one for each start. */
    static void requireSameNames(Path whole, Path killed) throws IOException {
        List<String> expected = names(whole);
        List<String> found = names(killed);
        if (!found.equals(expected)) {
            throw new AssertionError("files " + found + ", expected " + expected);
        }
    }

    // -- Helper methods --

    private static KilledWork training(String name, String data, String... settings) {
        List<String> command = new ArrayList<>(List.of("train", "--data", "../" + data, "--out", "model", "--resume"));
        command.addAll(EXACT);
        command.addAll(List.of(settings));
        return new KilledWork(name, command, EPOCH, folder -> SameModels.requireConsistent(folder.resolve("model")),
            (whole, killed) -> SameModels.require(whole.resolve("model"), killed.resolve("model")));
    }

    private static KilledWork segmentation() {
        List<String> command = new ArrayList<>(List.of("segment", "--model", "../whole-train-2d/model", "--data",
            "../many", "--out", "labels", "--probabilities", "probabilities", "--skip-existing"));
        command.addAll(EXACT);
        return new KilledWork("segment", command, FILE, folder -> { }, KilledWorks::requireSameBytes);
    }

    private static KilledWork evaluation() {
        List<String> command = List.of("evaluate", "--reference", "../many", "--prediction", "../whole-segment/labels",
            "--scores", "overlap,surface,lesion,volume", "--out", "scores.csv", "--report", "report.html",
            "--overwrite");
        return new KilledWork("evaluate", command, FILE, folder -> { }, KilledWorks::requireSameBytes);
    }

    private static void requireSameBytes(Path whole, Path killed) {
        try {
            for (Path file : WholeFiles.visible(whole)) {
                Path other = killed.resolve(whole.relativize(file));
                if (!Arrays.equals(bytes(file), bytes(other))) {
                    throw new AssertionError(other + " differs from " + file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A report says when it was made. */
    private static byte[] bytes(Path file) throws IOException {
        return file.toString().endsWith(".html")
            ? Files.readString(file).replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z", "").getBytes(StandardCharsets.UTF_8)
            : Files.readAllBytes(file);
    }

    private static List<String> names(Path folder) throws IOException {
        List<Path> all = new ArrayList<>(WholeFiles.visible(folder));
        all.addAll(WholeFiles.hidden(folder));
        return all.stream().map(path -> folder.relativize(path).toString())
            .filter(name -> !name.contains("tensorboard")).sorted().toList();
    }

    /** Subjects to segment and to measure. */
    private static void many(Path folder) throws IOException {
        StringBuilder table = new StringBuilder("subject\tsplit\tA\tB\tlabel\n");
        for (int s = 0; s < SUBJECTS; s++) {
            Volume[] volumes = BlobDataset.subject(100 + s, Affine.scaling(1, 1, 2).withOrigin(-9, -8, -5));
            String id = "m" + s;
            NiftiWriter.write(volumes[0], folder.resolve(id + "_A.nii.gz"), NiftiType.FLOAT32);
            NiftiWriter.write(volumes[1], folder.resolve(id + "_B.nii.gz"), NiftiType.FLOAT32);
            NiftiWriter.write(volumes[2], folder.resolve(id + "_label.nii.gz"), NiftiType.UINT8);
            table.append(String.join("\t", id, "test", id + "_A.nii.gz", id + "_B.nii.gz", id + "_label.nii.gz"))
                .append('\n');
        }
        Files.writeString(folder.resolve("dataset.tsv"), table);
    }
}
