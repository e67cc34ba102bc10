package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.SliceSampler;
import org.dawsonmri.train.data.SliceSampler.SliceRef;
import org.dawsonmri.train.data.TrainingData;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Training across one axis and across several. */
@Tag("slow")
class AxesTest {

    private static final int NZ = 32;

    @TempDir
    private Path folder;

    /**
     * Bright layers of two planes are labelled, those of one plane are not: an axial slice shows one brightness all
     * over and cannot tell, a sagittal or coronal one shows the thickness.
     */
    @Test
    void layersAreOnlySeenFromTheSide() throws IOException {
        Dataset layers = layers();
        double side = dice(layers, "side", "[0, 1]");
        double above = dice(layers, "above", "[2]");
        assertTrue(side > 0.95, "from the side: " + side);
        assertTrue(above < 0.8, "from above: " + above);
    }

    @Test
    void trainingMixesAllAxesInOneFrameAndValidationSeesEachVoxelOnce() throws IOException {
        Dataset blobs = BlobDataset.dataset(folder); // 18 × 15 × 6 voxels, no slice is empty
        Path model = Files.createDirectory(folder.resolve("model"));
        try (TrainingData whole = TrainingData.prepare(blobs, config("[1, 0, 2]"), model, Progress.NONE)) {
            SliceSampler data = (SliceSampler) whole.sampler();
            assertEquals(3 * (18 + 15 + 6), data.size());
            TreeSet<String> shapes = new TreeSet<>();
            boolean mixed = false;
            for (List<SliceRef> refs : data.trainingPlan(1)) {
                Batch batch = data.read(refs);
                assertArrayEquals(new int[] {20, 16}, new int[] {batch.width(), batch.height()});
                long inBatch = Arrays.stream(batch.windows()).map(AxesTest::text).peek(shapes::add).distinct().count();
                mixed |= inBatch > 1;
            }
            assertEquals(List.of("15×6", "18×15", "18×6"), List.copyOf(shapes));
            assertTrue(mixed, "no batch has slices across two axes");
            // Voxels of 1 × 1 × 2 mm: pixels of sagittal and coronal slices are twice as high as wide.
            for (SliceRef ref : data.trainingPlan(1).stream().flatMap(List::stream).toList()) {
                assertEquals(ref.store().count() == 6 ? 1 : 2, ref.store().read(0, new byte[8]).aspect());
            }
            assertEquals(1, whole.subjects().validation());
            List<SliceRef> validation = data.validationPlan(0).stream().flatMap(List::stream).toList();
            assertEquals(15, validation.size());
            assertEquals("18×6", text(data.readWhole(validation.subList(0, 1)).windows()[0]));
        }
        try (var left = Files.list(model)) {
            assertEquals(0, left.count(), "slices are left behind");
        }
    }

    @Test
    void axesThatAreNoneAreRefused() {
        for (String axes : List.of("[]", "[3]", "[0, 0]", "-1", "[null]", "\"x\"")) {
            DawsonException e = assertThrows(DawsonException.class, () -> config(axes), axes);
            assertEquals(1, e.getMessage().lines().count());
        }
        assertEquals(List.of(1), config("1").preprocessing().axes());
    }

    private static TrainingConfig config(String axes) {
        return BlobDataset.config(12).with(JsonParser.parseString("{\"preprocessing\": {\"axes\": " + axes + "}}")
            .getAsJsonObject(), "test");
    }

    private double dice(Dataset dataset, String name, String axes) {
        return Trainer.train(config(axes), dataset, folder.resolve(name), Progress.NONE).scores().get("val_dice");
    }

    private Dataset layers() {
        List<Subject> subjects = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            SplittableRandom random = new SplittableRandom(s);
            Volume scan = Volume.zeros(Geometry.ofSpacing(8, 8, NZ, 1, 1, 1), "scan");
            Volume label = Volume.zeros(scan.geometry(), "label");
            int plane = 1;
            for (int layer = 0; plane < NZ - 3; layer++) {
                int thickness = layer % 3 == 0 ? 2 : 1;
                for (int z = 0; z < NZ; z++) {
                    boolean bright = z >= plane && z < plane + thickness;
                    for (int i = z * 64; bright && i < (z + 1) * 64; i++) {
                        scan.voxels()[i] = 100;
                        label.voxels()[i] = thickness - 1;
                    }
                }
                plane += thickness + 2 + random.nextInt(2);
            }
            for (int i = 0; i < scan.voxels().length; i++) {
                scan.voxels()[i] += (float) (100 + 5 * random.nextGaussian());
            }
            Path file = folder.resolve("layers" + s + ".nii");
            Path labels = folder.resolve("labels" + s + ".nii");
            NiftiWriter.write(scan, file, NiftiType.FLOAT32);
            NiftiWriter.write(label, labels, NiftiType.UINT8);
            subjects.add(new Subject("s" + s, s == 3 ? Split.VALIDATION : Split.TRAIN, Map.of("A", file), labels));
        }
        return new Dataset(folder.resolve("layers.tsv"), List.of("A"), subjects);
    }

    private static String text(Batch.Window window) {
        return window.width() + "×" + window.height();
    }
}
