package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.Flip;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.BlobDataset;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Probabilities over several axes, flips and models are plain means of those of single runs. */
@Tag("slow")
class AveragingTest {

    private static final SegmentOptions PLAIN = new SegmentOptions(Precision.FLOAT32, 1, 0);
    private static final List<Mirror> ALL = List.of(Mirror.NONE, new Mirror(true, false, false),
        new Mirror(false, true, false), new Mirror(true, true, false));
    private static final SegmentOptions FLIPS = new SegmentOptions(Precision.FLOAT32, 1, 0, true);

    @TempDir
    private static Path folder;
    /** Channels A and B, all axes. */
    private static Path allAxes;
    /** The same weights across axis 2 only. */
    private static Path axial;
    /** Channel B, axis 2. */
    private static Path onlyB;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void train() throws IOException {
        Dataset dataset = Dataset.read(BlobDataset.write(folder));
        allAxes = train(dataset, "all", "{\"preprocessing\": {\"axes\": [0, 1, 2], \"normalization\": \"MINMAX\"}}");
        axial = copy(allAxes, folder.resolve("axial"), "[2]");
        onlyB = train(dataset, "b", "{\"channels\": [\"B\"], \"seed\": 2}");
    }

    private static Path train(Dataset dataset, String name, String changes) {
        TrainingConfig config = BlobDataset.config(2).with(JsonParser.parseString(
            "{\"augmentation\": {\"flip\": {\"probability\": 0.5, \"x\": true, \"y\": true}}}").getAsJsonObject(),
            "test");
        Trainer.train(config.with(JsonParser.parseString(changes).getAsJsonObject(), "test"), dataset,
            folder.resolve(name), Progress.NONE);
        return folder.resolve(name);
    }

    @Test
    void severalAxesAreTheMeanOfEach() throws IOException {
        Map<String, Volume> scan = scan(5);
        List<float[]> single = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            Path model = copy(allAxes, temporary.resolve("axis" + axis), "[" + axis + "]");
            single.add(map(segment(PLAIN, scan, model)));
        }
        assertTrue(distance(single.get(0), single.get(2)) > 0.01, "the axes do not differ");
        assertArrayEquals(mean(single), map(segment(PLAIN, scan, allAxes)));
    }

    @Test
    void anAxisAsOlderModelsHaveItIsRead() throws IOException {
        Path old = copy(axial, temporary.resolve("old"), "1");
        String text = Files.readString(old.resolve("dawson.json"));
        Files.writeString(old.resolve("dawson.json"), text.replace("\"axes\"", "\"axis\""));
        Path coronal = copy(axial, temporary.resolve("coronal"), "[1]");
        assertArrayEquals(map(segment(PLAIN, scan(6), coronal)), map(segment(PLAIN, scan(6), old)));
    }

    @Test
    void flipsAreTheMeanOfFourMirroredRuns() {
        Map<String, Volume> scan = scan(7);
        List<float[]> runs = new ArrayList<>();
        for (Mirror flip : ALL) {
            Map<String, Volume> mirrored = Map.of("A", mirrored(scan.get("A"), flip), "B",
                mirrored(scan.get("B"), flip));
            Volume found = segment(PLAIN, mirrored, axial).probabilities().get(0);
            runs.add(mirrored(found, flip).voxels());
        }
        assertTrue(distance(runs.get(0), runs.get(3)) > 0.001, "the runs do not differ");
        assertArrayEquals(mean(runs), map(segment(FLIPS, scan, axial)));
    }

    @Test
    void onlyFlipsThatTrainingHadAreUsed() {
        assertEquals(ALL, Mirror.learntBy(new Flip.Random(0.1, true, true), 2));
        assertEquals(List.of(Mirror.NONE, new Mirror(true, false, false)),
            Mirror.learntBy(new Flip.Random(0.5, true, false), 2));
        assertEquals(List.of(Mirror.NONE), Mirror.learntBy(new Flip.Random(0, true, true, true), 3));
        Flip.Random alongZ = new Flip.Random(1, false, true, true);
        assertEquals(List.of(Mirror.NONE, new Mirror(false, true, false)), Mirror.learntBy(alongZ, 2));
        assertEquals(4, Mirror.learntBy(alongZ, 3).size());
    }

    @Test
    void aSymmetricScanGetsASymmetricResult() {
        Volume a = scan(8).get("A");
        for (Mirror flip : ALL) {
            float[] other = mirrored(a, flip).voxels();
            for (int i = 0; i < other.length; i++) {
                other[i] = (a.voxels()[i] + other[i]) / 2;
            }
            a = a.with(other);
        }
        Map<String, Volume> scan = Map.of("A", a, "B", a);
        Volume plain = segment(PLAIN, scan, axial).probabilities().get(0);
        Volume flipped = segment(FLIPS, scan, axial).probabilities().get(0);
        for (Mirror flip : ALL.subList(1, 4)) {
            assertArrayEquals(flipped.voxels(), mirrored(flipped, flip).voxels(), 1e-6f);
            assertTrue(distance(plain.voxels(), mirrored(plain, flip).voxels()) > 1e-3, "symmetric without flips");
        }
    }

    @Test
    void anEnsembleIsTheMeanOfItsMembersThoughTheirChannelsDiffer() {
        Map<String, Volume> scan = scan(9);
        Segmentation both = segment(PLAIN, scan, allAxes, onlyB);
        for (int c = 0; c < 2; c++) {
            List<float[]> single = List.of(segment(PLAIN, scan, allAxes).probabilities().get(c).voxels(),
                segment(PLAIN, Map.of("B", scan.get("B")), onlyB).probabilities().get(c).voxels());
            assertTrue(distance(single.get(0), single.get(1)) > 0.01);
            assertArrayEquals(mean(single), both.probabilities().get(c).voxels());
        }
        assertEquals(scan.get("A").geometry(), both.labels().geometry());
        try (Segmenter segmenter = Segmenter.open(List.of(onlyB, allAxes), PLAIN)) {
            assertEquals(List.of("B", "A"), segmenter.channels());
        }
    }

    @Test
    void channelsStoredOtherwiseMeetInTheFirstOnesGrid() throws IOException {
        Path onlyA = temporary.resolve("a");
        Dataset dataset = Dataset.read(folder.resolve("dataset.tsv"));
        Trainer.train(BlobDataset.config(1).with(JsonParser.parseString("{\"channels\": [\"A\"]}").getAsJsonObject(),
            "test"), dataset, onlyA, Progress.NONE);
        Map<String, Volume> scan = scan(10);
        Map<String, Volume> turned = Map.of("A", scan.get("A"), "B",
            Reorient.to(scan.get("B"), Orientation.parse("PSL")));
        Segmentation expected = segment(PLAIN, scan, onlyA, onlyB);
        Segmentation found = segment(PLAIN, turned, onlyA, onlyB);
        assertArrayEquals(map(expected), map(found));
        Volume b = scan.get("B");
        Volume moved = new Volume(new Geometry(18, 15, 6, Affine.scaling(1, 1, 2), b.geometry().unit()), b.voxels(),
            "B");
        DawsonException e = assertThrows(DawsonException.class,
            () -> segment(PLAIN, Map.of("A", scan.get("A"), "B", moved), onlyA, onlyB));
        assertTrue(e.getMessage().contains("register"), e.getMessage());
    }

    @Test
    void modelsOfOtherClassesDoNotMix() throws IOException {
        Path renamed = copy(axial, temporary.resolve("renamed"), "[2]");
        String text = Files.readString(renamed.resolve("dawson.json"));
        Files.writeString(renamed.resolve("dawson.json"), text.replace("class7", "edema"));
        DawsonException e = assertThrows(DawsonException.class, () -> segment(PLAIN, scan(1), axial, renamed));
        assertTrue(e.getMessage().contains("edema (7)") && e.getMessage().contains("class7 (7)"), e.getMessage());
    }

    @Test
    void theCommandLineTakesSeveralModelsAndFlips() {
        Map<String, Volume> scan = scan(11);
        List<String> line = new ArrayList<>(List.of("segment", "--model", axial.toString(), "--model",
            onlyB.toString(), "--flips", "--threads", "1", "--precision", "float32"));
        scan.forEach((name, volume) -> {
            Path file = temporary.resolve(name + ".nii");
            NiftiWriter.write(volume, file, NiftiType.FLOAT32);
            line.addAll(List.of("--scan", name + "=" + file));
        });
        Path maps = temporary.resolve("maps.nii");
        line.addAll(List.of("--out", temporary.resolve("labels.nii").toString(), "--probabilities", maps.toString()));
        StringWriter err = new StringWriter();
        assertEquals(0, Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true),
            line.toArray(String[]::new)), err.toString());
        assertArrayEquals(map(segment(FLIPS, scan, axial, onlyB)),
            NiftiReader.open(maps).frame(0, Progress.NONE).voxels(), 1e-6f);
    }

    private static Map<String, Volume> scan(int seed) {
        Volume[] volumes = BlobDataset.subject(seed, Affine.scaling(1, 1, 2).withOrigin(-9, -8, -5));
        return Map.of("A", volumes[0], "B", volumes[1]);
    }

    private static Segmentation segment(SegmentOptions options, Map<String, Volume> scan, Path... models) {
        try (Segmenter segmenter = Segmenter.open(List.of(models), options)) {
            return segmenter.segment(scan, Progress.NONE);
        }
    }

    /** Probabilities of the first class. */
    private static float[] map(Segmentation segmentation) {
        return segmentation.probabilities().get(0).voxels();
    }

    private static float[] mean(List<float[]> maps) {
        float[] mean = new float[maps.get(0).length];
        for (int i = 0; i < mean.length; i++) {
            for (float[] map : maps) {
                mean[i] += map[i];
            }
            mean[i] /= maps.size();
        }
        return mean;
    }

    private static double distance(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    /** A mirror image in the x-y planes; the grid stays. */
    private static Volume mirrored(Volume volume, Mirror flip) {
        Geometry g = volume.geometry();
        Volume out = Volume.zeros(g, volume.name());
        for (int z = 0; z < g.nz(); z++) {
            for (int y = 0; y < g.ny(); y++) {
                for (int x = 0; x < g.nx(); x++) {
                    out.voxels()[out.index(x, y, z)] = volume.get(flip.x() ? g.nx() - 1 - x : x,
                        flip.y() ? g.ny() - 1 - y : y, z);
                }
            }
        }
        return out;
    }

    /** The same weights across other axes. */
    private static Path copy(Path model, Path target, String axes) throws IOException {
        Files.createDirectories(target.resolve("saved_model"));
        Files.copy(model.resolve("saved_model/saved_model.pb"), target.resolve("saved_model/saved_model.pb"));
        JsonObject description = JsonParser.parseString(Files.readString(model.resolve("dawson.json")))
            .getAsJsonObject();
        JsonObject preprocessing = description.getAsJsonObject("config").getAsJsonObject("preprocessing");
        assertTrue(preprocessing.get("axes").isJsonArray());
        preprocessing.add("axes", JsonParser.parseString(axes));
        Files.writeString(target.resolve("dawson.json"), description.toString());
        return target;
    }
}
