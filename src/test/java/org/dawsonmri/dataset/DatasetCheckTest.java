package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

class DatasetCheckTest {

    private static final Geometry GRID = Geometry.ofSpacing(5, 4, 3, 1, 1, 2);

    @TempDir
    private Path folder;

    private final Map<String, Subject> subjects = new LinkedHashMap<>();
    private int scans;

    // -- Nothing wrong --

    @Test
    void aGoodDatasetHasNoFindingsAndASummary() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        DatasetReport report = check();
        assertEquals(List.of(), report.findings());
        assertFalse(report.hasErrors());
        SubjectSummary first = report.subjects().get(0);
        assertEquals("a", first.subject());
        assertEquals("RAS", first.orientation());
        assertEquals("1×1×2", first.spacingText());
        assertEquals(GRID, first.geometry());
        assertEquals(new TreeMap<>(Map.of(0, 58L, 1, 2L)), first.labelVoxels());
    }

    // -- Files --

    @Test
    void missingAndBrokenFilesAreRows() throws IOException {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        Files.delete(folder.resolve("a_T1.nii"));
        Files.writeString(folder.resolve("a_FLAIR.nii"), "no image");
        only("a", "T1", Problem.MISSING_FILE, Severity.ERROR, "a_T1.nii does not exist");
        only("a", "FLAIR", Problem.UNREADABLE, Severity.ERROR, "a_FLAIR.nii");
        assertEquals(2, check().findings().size());
        assertEquals(GRID, check().subjects().get(0).geometry(), "from the label");
    }

    @Test
    void severalFramesAreNoScan() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        Volume scan = scan(GRID);
        NiftiWriter.write(List.of(scan, scan), folder.resolve("a_T1.nii"), NiftiType.FLOAT32);
        only("a", "T1", Problem.UNREADABLE, Severity.ERROR, "has 2 frames, expected one 3-D volume");
    }

    @Test
    void whatASubjectLacksIsToldByItsSplit() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        put(new Subject("c", Split.VALIDATION, Map.of("T1", write("c_T1", scan(GRID))), null));
        put(new Subject("d", Split.TEST, scans("d", GRID), null));
        only("c", "FLAIR", Problem.MISSING_MODALITY, Severity.ERROR, "no FLAIR");
        only("c", "label", Problem.MISSING_LABEL, Severity.ERROR, "which split validation needs");
        only("d", "label", Problem.MISSING_LABEL, Severity.INFO, "cannot be scored");
    }

    @Test
    void withoutSplitsAMissingLabelIsAWarningAndWithoutAnyLabelNothing() {
        good("a", Split.NONE);
        good("b", Split.NONE);
        put(new Subject("c", Split.NONE, scans("c", GRID), null));
        only("c", "label", Problem.MISSING_LABEL, Severity.WARNING, "nothing can be learnt");
        subjects.clear();
        put(new Subject("c", Split.NONE, scans("c", GRID), null));
        assertEquals(List.of(), check().findings());
    }

    // -- Grids --

    @Test
    void shapes() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        write("a_T1", scan(Geometry.ofSpacing(5, 4, 6, 1, 1, 1)));
        only("a", "T1", Problem.SHAPE, Severity.ERROR, "5×4×6 voxels of 1×1×1 mm, where FLAIR has 5×4×3 of 1×1×2");
    }

    @ParameterizedTest
    @CsvSource({"0.05, ", "0.3, WARNING", "1.5, ERROR"})
    void placesWithinToleranceAreRounding(double shift, Severity expected) {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        Geometry moved = new Geometry(5, 4, 3, GRID.affine().withOrigin(0, shift, 0), GRID.unit());
        label("a", moved, 1);
        if (expected == null) {
            assertEquals(List.of(), check().findings());
        } else {
            only("a", "label", Problem.AFFINE, expected, shift + " mm apart from FLAIR at the worst corner");
        }
    }

    @Test
    void theToleranceIsAnOption() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        label("a", new Geometry(5, 4, 3, GRID.affine().withOrigin(0, 1.5, 0), GRID.unit()), 1);
        CheckOptions options = CheckOptions.defaults();
        assertEquals(0, check(options.withTolerance(2)).findings().size());
        assertEquals(1, check(options.withTolerance(0.2)).count(Severity.WARNING));
        assertThrows(DawsonException.class, () -> options.withTolerance(0));
        assertThrows(DawsonException.class, () -> options.withTolerance(Double.NaN));
    }

    @Test
    void anotherSpacingIsNamedAsSuch() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        label("a", Geometry.ofSpacing(5, 4, 3, 1, 1, 3), 1);
        only("a", "label", Problem.SPACING, Severity.ERROR, "1×1×3 mm, where FLAIR has 1×1×2; 2 mm apart");
    }

    @Test
    void aFlippedLabelIsToldWithItsAxes() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        label("a", new Geometry(5, 4, 3, Affine.scaling(-1, 1, 2), SpatialUnit.MILLIMETRE), 1);
        only("a", "label", Problem.AFFINE, Severity.ERROR, "8 mm apart from FLAIR at the worst corner (LAS, not RAS)");
    }

    @Test
    void axesThatDifferBetweenSubjectsAreANote() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        Geometry other = new Geometry(5, 4, 3, Affine.scaling(-1, 1, 2), SpatialUnit.MILLIMETRE);
        put(new Subject("c", Split.TRAIN, scans("c", other), label("c", other, 1)));
        only(Finding.ALL, "", Problem.ORIENTATION, Severity.INFO, "RAS in 2 (a, b), LAS in 1 (c)");
        assertFalse(check().hasErrors());
    }

    // -- Voxels --

    @Test
    void scansWithoutSense() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        float[] v = scan(GRID).voxels();
        v[3] = Float.NaN;
        v[9] = Float.POSITIVE_INFINITY;
        write("a_T1", new Volume(GRID, v, ""));
        write("a_FLAIR", Volume.zeros(GRID, ""));
        only("a", "T1", Problem.NOT_FINITE, Severity.ERROR, "2 of 60 voxels are NaN or infinite");
        only("a", "FLAIR", Problem.CONSTANT, Severity.ERROR, "all voxels are 0");
    }

    @Test
    void labelsThatAreNone() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        float[] v = new float[60];
        System.arraycopy(new float[] {1, 0.5f, 0.25f, -1, -3, 70_000, Float.NaN, 0.99999f}, 0, v, 0, 8);
        write("a_label", new Volume(GRID, v, ""));
        only("a", "label", Problem.FRACTIONAL_LABELS, Severity.ERROR, "2 voxels are not whole numbers, such as 0.25");
        only("a", "label", Problem.NEGATIVE_LABELS, Severity.ERROR, "2 voxels are below 0, down to -3");
        only("a", "label", Problem.UNEXPECTED_LABELS, Severity.ERROR, "1 voxels are above 32767, up to 70000");
        only("a", "label", Problem.NOT_FINITE, Severity.ERROR, "1 of 60 voxels");
        assertEquals(new TreeMap<>(Map.of(0, 52L, 1, 2L)), check().subjects().get(0).labelVoxels());
    }

    @Test
    void anEmptyMaskIsAWarning() {
        for (String id : List.of("a", "b", "c")) {
            good(id, Split.TRAIN);
        }
        write("c_label", Volume.zeros(GRID, ""));
        only("c", "label", Problem.EMPTY_MASK, Severity.WARNING, "healthy");
        assertFalse(check().hasErrors());
    }

    @Test
    void aScanInPlaceOfALabel() {
        Geometry big = Geometry.ofSpacing(10, 10, 10, 1, 1, 1);
        put(new Subject("a", Split.TRAIN, scans("a", big), write("a_label", scan(big))));
        only("a", "label", Problem.UNEXPECTED_LABELS, Severity.ERROR, "1000 different labels; is this a scan?");
    }

    @Test
    void labelsOutsideTheSet() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        good("c", Split.VALIDATION);
        good("d", Split.VALIDATION);
        label("c", GRID, 2);
        label("d", GRID, 2);
        only("c", "label", Problem.UNEXPECTED_LABELS, Severity.ERROR, "label 2 occurs in no training subject");
        only("d", "label", Problem.UNEXPECTED_LABELS, Severity.ERROR, "those have 0, 1");
        CheckOptions two = CheckOptions.defaults().withLabels(new TreeSet<>(List.of(1, 2)));
        assertEquals(List.of(), check(two).findings());
        CheckOptions one = CheckOptions.defaults().withLabels(new TreeSet<>(List.of(0, 2)));
        assertEquals("label 1 is not among 0, 2", check(one).findings().get(0).detail());
    }

    @Test
    void aLabelOfOneSubjectOnly() {
        for (String id : List.of("a", "b", "c")) {
            good(id, Split.TRAIN);
        }
        label("c", GRID, 255);
        only("c", "label", Problem.RARE_LABEL, Severity.WARNING, "label 255 occurs in this subject only, of 3");
        assertEquals(1, check().findings().size());
    }

    // -- Used twice --

    @Test
    void oneFileInTwoPlaces() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        Map<String, Path> scans = new LinkedHashMap<>(scans("c", GRID));
        scans.put("T1", folder.resolve("a_T1.nii"));
        put(new Subject("c", Split.TRAIN, scans, label("c", GRID, 1)));
        only("c", "T1", Problem.USED_TWICE, Severity.ERROR, "a_T1.nii is also the T1 of a");
    }

    @Test
    void aCopyInAnotherSplitIsALeak() throws IOException {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        good("c", Split.TEST);
        Files.write(folder.resolve("c_T1.nii"), Files.readAllBytes(folder.resolve("a_T1.nii")));
        only("c", "T1", Problem.USED_TWICE, Severity.ERROR, "has the same voxels as a scan of a (train)");
    }

    // -- Manners --

    @Test
    void reportsProgressAndHearsCancel() {
        good("a", Split.TRAIN);
        good("b", Split.TRAIN);
        List<Object> done = new java.util.concurrent.CopyOnWriteArrayList<>();
        Progress progress = (type, values) -> done.add(values.get("done"));
        DatasetCheck.check(dataset(), CheckOptions.defaults(), progress);
        assertEquals(List.of(1L, 2L), done.stream().sorted().toList());
        Progress cancelled = new Progress() {
            @Override
            public void event(String type, Map<String, ?> values) {
                throw new AssertionError("nothing to report");
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class,
            () -> DatasetCheck.check(dataset(), CheckOptions.defaults(), cancelled));
    }

    // -- Helper methods --

    private void only(String subject, String item, Problem problem, Severity severity, String detail) {
        List<Finding> found = check().findings().stream()
            .filter(f -> f.subject().equals(subject) && f.item().equals(item) && f.problem() == problem).toList();
        assertEquals(1, found.size(), check().findings().toString());
        assertEquals(severity, found.get(0).severity());
        assertTrue(found.get(0).detail().contains(detail), found.get(0).detail());
    }

    private DatasetReport check() {
        return check(CheckOptions.defaults());
    }

    private DatasetReport check(CheckOptions options) {
        return DatasetCheck.check(dataset(), options, Progress.NONE);
    }

    private Dataset dataset() {
        return new Dataset(folder, List.of("FLAIR", "T1"), List.copyOf(subjects.values()));
    }

    private void put(Subject subject) {
        subjects.put(subject.id(), subject);
    }

    private void good(String id, Split split) {
        put(new Subject(id, split, scans(id, GRID), label(id, GRID, 1)));
    }

    private Map<String, Path> scans(String id, Geometry grid) {
        return Map.of("FLAIR", write(id + "_FLAIR", scan(grid)), "T1", write(id + "_T1", scan(grid)));
    }

    /** A mask of two voxels. */
    private Path label(String id, Geometry grid, int value) {
        float[] v = new float[60];
        Arrays.fill(v, 20, 22, value);
        return write(id + "_label", new Volume(grid, v, ""));
    }

    /** Each one different. */
    private Volume scan(Geometry grid) {
        float[] v = new float[(int) grid.voxelCount()];
        scans++;
        for (int i = 0; i < v.length; i++) {
            v[i] = i + scans;
        }
        return new Volume(grid, v, "");
    }

    private Path write(String name, Volume volume) {
        Path file = folder.resolve(name + ".nii");
        NiftiWriter.write(volume, file, NiftiType.FLOAT32);
        return file;
    }
}
