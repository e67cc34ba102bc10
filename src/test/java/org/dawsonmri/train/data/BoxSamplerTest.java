package org.dawsonmri.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.CheckedSettings;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Boxes that a volume network is trained on. The voxel (x, y, z) of the scans is x + 100·y + 10000·z + 1. */
class BoxSamplerTest {

    @TempDir
    private Path folder;

    @Test
    void patchesAreBoxesOfTheirScans() {
        try (Sampler data = prepare(config(8, 6, 4, "none"), new int[] {20, 13, 9}, new int[] {12, 12, 12})) {
            assertEquals(List.of(8, 6, 4), data.frame());
            // 20·13·9 / 192 = 12.2 and 12³ / 192 = 9.
            assertEquals(12, data.size());
            int patches = 0;
            for (Supplier<Batch> supplier : data.epoch(1)) {
                Batch batch = supplier.get();
                patches += batch.size();
                for (int p = 0; p < batch.size(); p++) {
                    requireBox(batch, p, new int[] {20, 13, 9});
                }
            }
            assertEquals(12, patches);
        }
    }

    @Test
    void oneInThreeHasALabelledVoxelInItsMiddle() {
        try (Sampler data = prepare(config(4, 4, 4, "none"), new int[] {40, 40, 40}, new int[] {8, 8, 8})) {
            int[] centred = new int[3];
            int patches = 0;
            for (Supplier<Batch> supplier : data.epoch(1)) {
                Batch batch = supplier.get();
                for (int p = 0; p < batch.size(); p++, patches++) {
                    centred[batch.labels()[p * 64 + 2 * 16 + 2 * 4 + 2]]++;
                }
            }
            assertEquals(1000, patches);
            // The labels are 8 and 1 of 64000 voxels; 1000 / 3 is 333 ± 15, and each class has half.
            assertEquals(333, centred[1] + centred[2], 60);
            assertEquals(167, centred[2], 50);
        }
    }

    @Test
    void theSeedAndTheEpochDecideNotTheOrderOfAsking() {
        TrainingConfig config = config(8, 6, 4, "\"mri\"");
        try (Sampler data = prepare(config, new int[] {20, 13, 9}, new int[] {12, 12, 12});
            Sampler again = TrainingData.prepare(dataset, config, folder, Progress.NONE).sampler()) {
            List<Supplier<Batch>> first = data.epoch(3);
            List<Supplier<Batch>> second = again.epoch(3);
            Batch last = second.get(second.size() - 1).get();
            for (int i = 0; i < first.size(); i++) {
                assertArrayEquals(first.get(i).get().images(), second.get(i).get().images());
            }
            assertArrayEquals(last.labels(), first.get(first.size() - 1).get().labels());
            assertFalse(Arrays.equals(first.get(0).get().images(), data.epoch(4).get(0).get().images()));
        }
    }

    @Test
    void validationCountsEachVoxelOnceAndAsItIs() {
        for (int[] shape : new int[][] {{8, 6, 4}, {5, 3, 2}, {9, 7, 5}, {30, 13, 9}, {6, 40, 4}}) {
            try (Sampler data = prepare(config(8, 6, 4, "\"mri\""), new int[] {20, 13, 9}, shape)) {
                boolean[] seen = new boolean[shape[0] * shape[1] * shape[2]];
                for (Supplier<Batch> supplier : data.validation(0)) {
                    Batch batch = supplier.get();
                    float[] inside = batch.inside();
                    for (int i = 0; i < inside.length; i++) {
                        int value = Math.round(batch.images()[i]) - 1;
                        int voxel = value % 100 + shape[0] * (value / 100 % 100 + shape[1] * (value / 10000));
                        assertTrue(inside[i] == 0 || !seen[voxel], "voxel " + value + " counts twice");
                        seen[voxel] |= inside[i] == 1;
                    }
                }
                for (boolean voxel : seen) {
                    assertTrue(voxel, "a voxel of " + Arrays.toString(shape) + " never counts");
                }
            }
        }
    }

    @Test
    void aScanSmallerThanAPatchLiesInTheDark() {
        try (Sampler data = prepare(config(8, 6, 4, "none"), new int[] {5, 9, 2}, new int[] {5, 3, 2})) {
            Batch batch = data.epoch(1).get(0).get();
            Batch.Window window = batch.windows()[0];
            assertEquals(new Batch.Window(1, 0, 1, 5, 6, 2), window);
            float[] inside = batch.inside();
            for (int i = 0; i < 192; i++) {
                boolean padding = inside[i] == 0;
                assertEquals(padding, i % 8 < 1 || i % 8 > 5 || i / 48 < 1 || i / 48 > 2);
                assertTrue(!padding || batch.images()[i] == 1 && batch.labels()[i] == 0);
            }
        }
    }

    @Test
    void anEmptyScanIsDrawnFromLikeAnyOther() throws IOException {
        dataset(new int[] {10, 10, 10}, new int[] {8, 8, 8});
        List<Subject> subjects = new ArrayList<>(dataset.subjects());
        subjects.add(subject("empty", Split.TRAIN, new int[] {10, 10, 10}, false));
        Dataset more = new Dataset(folder.resolve("more.tsv"), List.of("A"), subjects);
        try (Sampler data = TrainingData.prepare(more, config(8, 8, 8, "none"), folder, Progress.NONE).sampler()) {
            assertEquals(4, data.size());
            data.epoch(1).forEach(Supplier::get);
        }
        try (var left = Files.list(folder)) {
            assertTrue(left.noneMatch(file -> file.getFileName().toString().startsWith(".")), "scans are left behind");
        }
    }

    @Test
    void theSizeFollowsTheScansUnlessItIsGiven() {
        try (Sampler data = prepare(config(""), new int[] {35, 50, 37}, new int[] {8, 8, 8})) {
            assertEquals(List.of(36, 50, 38), data.frame());
        }
        TrainingConfig many = config(", \"batch_size\": 100000");
        try (Sampler data = prepare(many, new int[] {20, 20, 20}, new int[] {8, 8, 8})) {
            List<Integer> size = data.frame();
            // 8·4·4·5 bytes for each voxel and sample; 2 GiB hold 33 voxels of 100,000. Voxels are 1×1×2 mm.
            assertTrue(size.get(0) * size.get(1) * size.get(2) <= 33, size.toString());
            assertTrue(size.get(2) < size.get(0), size.toString());
        }
        TrainingConfig flat = config(", \"preprocessing\": {\"size\": [8, 8]}");
        assertTrue(assertThrows(DawsonException.class, () -> TrainingData.prepare(dataset, flat, folder, Progress.NONE))
            .getMessage().contains("depth"));
        TrainingConfig deep = CheckedSettings.of(JsonParser.parseString("{\"preprocessing\": {\"size\": [8, 8, 8]}}")
            .getAsJsonObject(), "test");
        assertTrue(assertThrows(DawsonException.class, () -> TrainingData.prepare(dataset, deep, folder, Progress.NONE))
            .getMessage().contains("slices; give their width and height"));
        TrainingConfig painting = config(", \"augmentation\": {\"painted_lesions\": {\"folder\": \"masks\"}}");
        assertTrue(assertThrows(DawsonException.class, () -> TrainingData.prepare(dataset, painting, folder,
            Progress.NONE)).getMessage().contains("painted"));
    }

    private Dataset dataset;

    private Sampler prepare(TrainingConfig config, int[] training, int[] validation) {
        dataset(training, validation);
        return TrainingData.prepare(dataset, config, folder, Progress.NONE).sampler();
    }

    private void dataset(int[] training, int[] validation) {
        dataset = new Dataset(folder.resolve("dataset.tsv"), List.of("A"),
            List.of(subject("t", Split.TRAIN, training, true), subject("v", Split.VALIDATION, validation, true)));
    }

    /** If labelled, 2·2·2 voxels in the middle are of one class and the voxel (2, 2, 2) of another. */
    private Subject subject(String name, Split split, int[] shape, boolean labelled) {
        Geometry grid = Geometry.ofSpacing(shape[0], shape[1], shape[2], 1, 1, 2);
        Volume scan = Volume.zeros(grid, name);
        Volume label = Volume.zeros(grid, name);
        for (int i = 0; i < scan.voxels().length; i++) {
            int x = i % shape[0];
            int y = i / shape[0] % shape[1];
            int z = i / (shape[0] * shape[1]);
            scan.voxels()[i] = x + 100 * y + 10000 * z + 1;
            boolean middle = Math.abs(x - shape[0] / 2 + 0.5) < 1 && Math.abs(y - shape[1] / 2 + 0.5) < 1
                && Math.abs(z - shape[2] / 2 + 0.5) < 1;
            label.voxels()[i] = !labelled ? 0 : middle ? 4 : x == 2 && y == 2 && z == 2 ? 6 : 0;
        }
        NiftiWriter.write(scan, folder.resolve(name + ".nii"), NiftiType.FLOAT32);
        NiftiWriter.write(label, folder.resolve(name + "_label.nii"), NiftiType.UINT8);
        return new Subject(name, split, Map.of("A", folder.resolve(name + ".nii")),
            folder.resolve(name + "_label.nii"));
    }

    private static void requireBox(Batch batch, int p, int[] scan) {
        int first = Math.round(batch.images()[p * 192]) - 1;
        for (int i = 0; i < 192; i++) {
            int value = first + i % 8 + 100 * (i / 8 % 6) + 10000 * (i / 48);
            assertEquals(value + 1, batch.images()[p * 192 + i], 0);
            assertTrue(value % 100 < scan[0] && value / 100 % 100 < scan[1] && value / 10000 < scan[2]);
            assertEquals(value == 20202 ? 2 : batch.labels()[p * 192 + i] & 1, batch.labels()[p * 192 + i]);
        }
    }

    private static TrainingConfig config(int width, int height, int depth, String augmentation) {
        return config(", \"preprocessing\": {\"size\": [" + width + "," + height + "," + depth
            + "]}, \"augmentation\": " + (augmentation.equals("none") ? "\"none\"" : augmentation));
    }

    private static TrainingConfig config(String more) {
        String base = "{\"network\": \"unet3d\", \"network_options\": {\"depth\": 1, \"base_filters\": 4},"
            + " \"batch_size\": 4, \"preprocessing\": {\"normalization\": \"NONE\", \"clip\": [0, 100]}}";
        return CheckedSettings.of(JsonParser.parseString(base).getAsJsonObject(), "test")
            .with(JsonParser.parseString("{\"seed\": 1" + more + "}").getAsJsonObject(), "test");
    }
}
