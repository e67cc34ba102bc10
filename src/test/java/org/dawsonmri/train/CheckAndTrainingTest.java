package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.DatasetCheck;
import org.dawsonmri.dataset.Finding;
import org.dawsonmri.dataset.Finding.Severity;
import org.dawsonmri.dataset.Problem;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** What training refuses is an error of the check, and what it takes is none, leaks aside, of which it warns. */
@Tag("slow")
class CheckAndTrainingTest {

    private static final Geometry GRID = Geometry.ofSpacing(8, 8, 4, 1, 1, 2);

    @TempDir
    private Path folder;

    /** What is done to good data before both look at it; "refused" or "taken" is what is expected of both. */
    private record Change(String name, boolean refused, Spoiler spoiler) {

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Spoiler {
        void spoil(CheckAndTrainingTest data) throws IOException;
    }

    @BeforeEach
    void goodData() {
        for (int i = 1; i <= 4; i++) {
            int seed = i;
            scan("f" + i, x -> 100 + new SplittableRandom(100L * seed + x).nextInt(200));
            scan("t" + i, x -> 100 + new SplittableRandom(9999L * seed + x).nextInt(200));
            scan("l" + i, x -> x >= 100 + seed && x < 120 + seed ? 1 : 0);
        }
        table("train", "train", "validation", "test");
    }

    static Stream<Change> changes() {
        return Stream.of(
            taken("nothing", data -> { }),
            // -- splits --
            taken("no splits", data -> data.table("n/a", "n/a", "n/a", "n/a")),
            taken("no validation", data -> data.table("train", "train", "test", "n/a")),
            refused("nobody to train on", data -> data.table("test", "test", "validation", "test")),
            taken("only one is trained on", data -> data.table("train", "n/a", "n/a", "n/a")),
            // -- files --
            refused("a scan is missing", data -> Files.delete(data.file("f1"))),
            refused("a validation label is missing", data -> Files.delete(data.file("l3"))),
            refused("a scan is cut off", data -> Files.write(data.file("t2"),
                Arrays.copyOf(Files.readAllBytes(data.file("t2")), 500))),
            refused("a scan is a text", data -> Files.writeString(data.file("f1"), "no image")),
            refused("a scan has two frames", data -> NiftiWriter.write(
                List.of(data.volume(x -> x), data.volume(x -> x)), data.file("f1"), NiftiType.FLOAT32)),
            refused("a training subject has no T1", data -> data.edit("t1.nii", "n/a")),
            refused("a validation subject has no T1", data -> data.edit("t3.nii", "n/a")),
            taken("a test subject has no T1", data -> data.edit("t4.nii", "n/a")),
            refused("a training subject has no label", data -> data.edit("l1.nii", "n/a")),
            refused("a validation subject has no label", data -> data.edit("l3.nii", "n/a")),
            taken("a test subject has no label", data -> data.edit("l4.nii", "n/a")),
            refused("there is no column of labels", data -> data.edit("label", "lesion_roi")),
            refused("nobody has a label", data -> {
                for (int i = 1; i <= 4; i++) {
                    data.edit("l" + i + ".nii", "n/a");
                }
            }),
            // -- grids --
            refused("a label has another shape", data -> data.write("l1", Volume.zeros(
                Geometry.ofSpacing(8, 8, 5, 1, 1, 2), ""))),
            taken("a label is half a voxel off", data -> data.write("l1", data.moved(0.5))),
            refused("a label is two voxels off", data -> data.write("l1", data.moved(2))),
            refused("a scan lies elsewhere than the other", data -> data.write("t1", data.moved(5))),
            taken("a scan has much larger voxels than others", data -> {
                Geometry large = Geometry.ofSpacing(8, 8, 4, 4, 4, 8);
                for (String name : List.of("f1", "t1")) {
                    data.write(name, new Volume(large, data.volume(x -> x * 3 + name.charAt(0)).voxels(), ""));
                }
                data.write("l1", new Volume(large, data.volume(x -> x > 200 && x < 220 ? 1 : 0).voxels(), ""));
            }),
            // -- labels --
            refused("labels are fractions", data -> data.scan("l1", x -> x > 100 && x < 120 ? 0.98 : 0)),
            taken("labels are rounded", data -> data.scan("l1", x -> x > 100 && x < 120 ? 1.00004 : 0)),
            refused("labels are negative", data -> data.scan("l1", x -> x > 100 && x < 120 ? 1 : -1)),
            refused("labels are NaN", data -> data.scan("l1", x -> x > 100 && x < 120 ? 1 : Double.NaN)),
            refused("labels are too large", data -> data.scan("l2", x -> x > 100 && x < 120 ? 40_000 : 0)),
            taken("labels are FreeSurfer's", data -> data.scan("l2", x -> x > 100 && x < 120 ? 2035 : 0)),
            refused("validation labels are fractions", data -> data.scan("l3", x -> x > 100 && x < 120 ? 0.5 : 0)),
            taken("one training label is empty", data -> data.scan("l1", x -> 0)),
            taken("validation has no labelled voxel", data -> data.scan("l3", x -> 0)),
            refused("all training labels are empty", data -> {
                data.scan("l1", x -> 0);
                data.scan("l2", x -> 0);
            }),
            taken("validation has another label", data -> data.scan("l3", x -> x > 100 && x < 120 ? 2 : 0)),
            taken("masks are 1 and 255", data -> data.scan("l2", x -> x > 100 && x < 120 ? 255 : 0)),
            refused("a label has hundreds of values", data -> data.scan("l1", x -> x)),
            refused("labels have hundreds of values together", data -> {
                data.scan("l1", x -> x < 100 ? x : 0);
                data.scan("l2", x -> x < 100 ? x + 100 : 0);
            }),
            taken("a validation label is a scan of whole numbers", data -> data.scan("l3", x -> x)),
            refused("a label is its scan", data -> data.edit("f1.nii", "l1.nii")),
            refused("a label has the voxels of its scan", data -> Files.write(data.file("f1"),
                Files.readAllBytes(data.file("l1")))),
            refused("slices are listed that do not exist", data -> data.edit("all", "1-3,9")),
            refused("only labelled slices count and none is", data -> {
                data.scan("l1", x -> 0);
                data.edit("all", "labelled");
            }),
            taken("some slices are labelled", data -> data.edit("all", "1,2")),
            // -- used twice --
            taken("two people share a scan", data -> data.edit("f1.nii", "f2.nii")),
            taken("two people share a label", data -> data.edit("l1.nii", "l2.nii")),
            taken("a copy is in validation", data -> Files.write(data.file("f3"), Files.readAllBytes(data.file("f1")))),
            taken("the same file is in validation", data -> data.edit("f3.nii", "f1.nii")),
            taken("a person is in training and validation", data -> data.edit("p3", "p1_ses-2")),
            taken("names differ in capital letters", data -> data.edit("p2", "P1")),
            // -- channels --
            refused("every axial slice is even", data -> {
                for (String name : List.of("f1", "t1", "f2", "t2")) {
                    data.scan(name, x -> x / 64 * 10 + name.hashCode());
                }
            }),
            taken("one voxel is far outside", data -> data.scan("f1", x -> x == 77 ? 1e5 : x)),
            taken("air is -1024", data -> data.scan("f1", x -> x % 8 < 2 ? -1024 : x)),
            refused("a scan is constant", data -> data.scan("t2", x -> 7)),
            refused("a validation scan is zero", data -> data.scan("f3", x -> 0)),
            refused("a scan is a mask", data -> data.scan("t1", x -> x % 3 == 0 ? 1 : 0)),
            refused("a scan is NaN all over", data -> data.scan("f1", x -> Double.NaN)),
            refused("a scan is infinite all over", data -> data.scan("f1", x -> Double.POSITIVE_INFINITY)),
            refused("a scan is constant where it is a number", data -> data.scan("f1", x -> x < 9 ? Double.NaN : 3)),
            taken("a scan is nearly a mask", data -> data.scan("f2", x -> x < 250 ? 400 : x)),
            taken("some voxels are NaN", data -> data.scan("f1", x -> x % 8 < 2 ? Double.NaN : x)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void bothSayTheSame(Change change) throws IOException {
        change.spoiler().spoil(this);
        List<String> warnings = new ArrayList<>();
        String refusal = refusal(warnings);
        List<Finding> errors = errors();
        List<Finding> leaks = errors.stream().filter(CheckAndTrainingTest::isLeak).toList();
        assertEquals(change.refused(), refusal != null, refusal);
        assertEquals(change.refused(), errors.size() > leaks.size(), "training: " + refusal + ", check: " + errors);
        if (refusal == null) {
            assertTrue(leaks.isEmpty() || warnings.stream().anyMatch(said -> said.contains(leaks.get(0).detail())),
                leaks + " are no warnings of training: " + warnings);
        }
    }

    @Test
    void bothRefuseATableThatCannotBeRead() throws IOException {
        edit("p2", "p1");
        assertTrue(assertThrows(DawsonException.class, () -> Dataset.read(folder)).getMessage()
            .contains("subject 'p1' is already in line 2"));
    }

    /** Training does not look at it, segmentation is going to. */
    @Test
    void whatOnlySegmentationRefusesIsAnErrorToo() {
        scan("f4", x -> 5);
        assertEquals(List.of(Problem.CONSTANT), errors().stream().map(Finding::problem).toList());
        assertNull(refusal(new ArrayList<>()));
    }

    @Test
    void aLeakIsBothAnErrorAndAWarning() throws IOException {
        edit("p3", "p1_ses-2");
        assertTrue(errors().stream().anyMatch(CheckAndTrainingTest::isLeak));
        assertFalse(errors().stream().anyMatch(finding -> finding.problem() == Problem.REFUSED));
    }

    // -- Both --

    private static boolean isLeak(Finding finding) {
        return finding.problem() == Problem.LEAK
            || finding.problem() == Problem.USED_TWICE && !finding.detail().contains("nothing would be left to learn");
    }

    private List<Finding> errors() {
        return DatasetCheck.check(Dataset.read(folder), DatasetCheck.Options.defaults(), Progress.NONE).findings()
            .stream()
            .filter(finding -> finding.severity() == Severity.ERROR).toList();
    }

    /** What a training says before its first step; null if it would begin. */
    private String refusal(List<String> warnings) {
        RuntimeException begun = new RuntimeException("the data are ready");
        try {
            Trainer.train(new TrainingConfig(), Dataset.read(folder), folder.resolve("model"), event -> {
                if (event.type() == Event.Type.WARNING) {
                    warnings.add(event.text());
                } else if (event.type() == Event.Type.PHASE && event.values().get("phase").equals(Phase.GRAPH.text())) {
                    throw begun;
                }
            });
            throw new AssertionError("a training went by without a graph");
        } catch (DawsonException e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            assertSame(begun, e);
            return null;
        }
    }

    // -- Data --

    private static Change taken(String name, Spoiler spoiler) {
        return new Change(name, false, spoiler);
    }

    private static Change refused(String name, Spoiler spoiler) {
        return new Change(name, true, spoiler);
    }

    private void table(String... splits) {
        StringBuilder text = new StringBuilder("subject\tsplit\tFLAIR\tT1\tlabel\tslices\n");
        for (int i = 1; i <= 4; i++) {
            text.append("p%1$d\t%2$s\tf%1$d.nii\tt%1$d.nii\tl%1$d.nii\tall\n".formatted(i, splits[i - 1]));
        }
        try {
            Files.writeString(folder.resolve("dataset.tsv"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Changes one cell. */
    private void edit(String cell, String other) throws IOException {
        Path table = folder.resolve("dataset.tsv");
        String text = Files.readString(table);
        Files.writeString(table, text.replaceFirst("(?m)(^|\t)" + cell + "(\t|$)", "$1" + other + "$2"));
    }

    private Path file(String name) {
        return folder.resolve(name + ".nii");
    }

    /** A channel or a label. */
    private void scan(String name, IntToDoubleFunction value) {
        write(name, volume(value));
    }

    /** @param value of each voxel by its number */
    private Volume volume(IntToDoubleFunction value) {
        float[] v = new float[(int) GRID.voxelCount()];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) value.applyAsDouble(i);
        }
        return new Volume(GRID, v, "");
    }

    /** Labels in a place so many mm away. */
    private Volume moved(double mm) {
        Affine affine = GRID.affine().withOrigin(mm, 0, 0);
        return new Volume(new Geometry(8, 8, 4, affine, SpatialUnit.MILLIMETRE),
            volume(x -> x >= 100 && x < 120 ? 1 : 0).voxels(), "");
    }

    private void write(String name, Volume volume) {
        NiftiWriter.write(volume, file(name), NiftiType.FLOAT32);
    }
}
