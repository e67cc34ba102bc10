package org.dawsonmri.train;

import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Tiny stripped heads: a ball of noise with bright lesions, which are dark in T1, and bright rods, which are not.
 * Learnt in seconds.
 */
public final class LesionDataset {

    private LesionDataset() {
    }

    /** Writes two training subjects and a test subject and gives the data set's file. */
    public static Path write(Path folder) {
        StringBuilder table = new StringBuilder("subject\tsplit\tFLAIR\tT1\tlabel\n");
        for (int s = 0; s < 3; s++) {
            String id = "s" + s;
            Volume[] volumes = subject(s);
            NiftiWriter.write(volumes[0], folder.resolve(id + "_FLAIR.nii.gz"), NiftiType.FLOAT32);
            NiftiWriter.write(volumes[1], folder.resolve(id + "_T1.nii.gz"), NiftiType.FLOAT32);
            NiftiWriter.write(volumes[2], folder.resolve(id + "_label.nii.gz"), NiftiType.UINT8);
            table.append(String.join("\t", id, s == 2 ? "test" : "train", id + "_FLAIR.nii.gz", id + "_T1.nii.gz",
                id + "_label.nii.gz")).append('\n');
        }
        return write(folder, table.toString());
    }

    static Path write(Path folder, String table) {
        try {
            return Files.writeString(folder.resolve("dataset.tsv"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** FLAIR, T1 and lesions of a subject, stored with axes along L, A and S. */
    public static Volume[] subject(int seed) {
        Geometry g = new Geometry(24, 22, 20, Affine.scaling(-1, 1, 1).withOrigin(12, -11, -10),
            SpatialUnit.MILLIMETRE);
        SplittableRandom random = new SplittableRandom(seed);
        Volume flair = Volume.zeros(g, "FLAIR");
        Volume t1 = Volume.zeros(g, "T1");
        Volume label = Volume.zeros(g, "label");
        int shift = random.nextInt(3);
        for (int z = 0; z < g.nz(); z++) {
            for (int y = 0; y < g.ny(); y++) {
                for (int x = 0; x < g.nx(); x++) {
                    int i = flair.index(x, y, z);
                    if (Math.hypot(Math.hypot(x - 11.5, y - 10.5), z - 9.5) < 9.5) {
                        boolean lesion = within(x, y, z, 8 + shift, 8, 9) || within(x, y, z, 15, 14 - shift, 11);
                        boolean rod = Math.hypot(x - 14, y - 6) < 1.6 || Math.hypot(y - 14, z - 6 - shift) < 1.6;
                        flair.voxels()[i] = (float) (100 + (lesion || rod ? 45 : 0) + 8 * random.nextGaussian());
                        t1.voxels()[i] = (float) (200 - (lesion ? 60 : 0) + 8 * random.nextGaussian());
                        label.voxels()[i] = lesion ? 1 : 0;
                    }
                }
            }
        }
        return new Volume[] {flair, t1, label};
    }

    private static boolean within(int x, int y, int z, int cx, int cy, int cz) {
        return Math.hypot(Math.hypot(x - cx, y - cy), z - cz) < 2.6;
    }

    /** A small network on one thread in float32, all else as published. */
    public static TrainingConfig config(String network, int epochs) {
        String changes = "{\"network\": \"" + network + "\", \"network_options\": {\"patch\": 9, \"filters\": 6, "
            + "\"units\": 16, \"dropout\": 0.2}, \"batch_size\": 32, \"epochs\": " + epochs
            + ", \"threads\": 1, \"precision\": \"FLOAT32\"}";
        return CheckedSettings.defaultsOf(network).with(JsonParser.parseString(changes).getAsJsonObject(), "test");
    }

    static Dataset dataset(Path folder) {
        return Dataset.read(write(folder));
    }
}
