package org.dawsonmri.train;

import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Tiny scans of two channels with a bright ball (label 3) and a dark one (label 7): learnt in seconds. */
public final class BlobDataset {

    private BlobDataset() {
    }

    /** Writes three training and one validation subject and gives the dataset's file. */
    public static Path write(Path folder) {
        StringBuilder table = new StringBuilder("subject\tsplit\tA\tB\tlabel\n");
        for (int s = 0; s < 4; s++) {
            Volume[] volumes = subject(s, Affine.scaling(1, 1, 2).withOrigin(-9, -8, -5));
            String id = "s" + s;
            NiftiWriter.write(volumes[0], folder.resolve(id + "_A.nii.gz"), NiftiType.FLOAT32);
            NiftiWriter.write(volumes[1], folder.resolve(id + "_B.nii.gz"), NiftiType.FLOAT32);
            NiftiWriter.write(volumes[2], folder.resolve(id + "_label.nii.gz"), NiftiType.UINT8);
            table.append(String.join("\t", id, s == 3 ? "validation" : "train", id + "_A.nii.gz", id + "_B.nii.gz",
                id + "_label.nii.gz")).append('\n');
        }
        try {
            return Files.writeString(folder.resolve("dataset.tsv"), table);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Channels A and B and the label of a subject. */
    public static Volume[] subject(int seed, Affine affine) {
        Geometry g = new Geometry(18, 15, 6, affine, SpatialUnit.MILLIMETRE);
        SplittableRandom random = new SplittableRandom(seed);
        Volume a = Volume.zeros(g, "A");
        Volume b = Volume.zeros(g, "B");
        Volume label = Volume.zeros(g, "label");
        double cx = 4 + random.nextDouble(2);
        double cy = 6 + random.nextDouble(3);
        for (int z = 0; z < g.nz(); z++) {
            for (int y = 0; y < g.ny(); y++) {
                for (int x = 0; x < g.nx(); x++) {
                    int i = a.index(x, y, z);
                    boolean bright = Math.hypot(x - cx, y - cy) < 3.2;
                    boolean dark = Math.hypot(x - cx - 8, y - cy) < 3.2;
                    a.voxels()[i] = (float) (100 + (bright ? 60 : dark ? -60 : 0) + 5 * random.nextGaussian());
                    b.voxels()[i] = (float) (50 + (bright ? 20 : 0) + 5 * random.nextGaussian());
                    label.voxels()[i] = bright ? 3 : dark ? 7 : 0;
                }
            }
        }
        return new Volume[] {a, b, label};
    }

    /** A small network on one thread in float32. */
    public static TrainingConfig config(int epochs) {
        String changes = "{\"network_options\": {\"base_filters\": 4, \"depth\": 2, \"dropout\": 0.1}, \"batch_size\": 4,"
            + "\"epochs\": " + epochs + ", \"threads\": 1, \"precision\": \"FLOAT32\", \"learning_rate\": 0.01}";
        return CheckedSettings.of(com.google.gson.JsonParser.parseString(changes).getAsJsonObject(), "test");
    }

    public static Dataset dataset(Path folder) {
        return Dataset.read(write(folder));
    }
}
