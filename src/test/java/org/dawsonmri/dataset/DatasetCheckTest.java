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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the check says of files, splits and grids. */
class DatasetCheckTest extends CheckedSubjects {

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

    /** A mistake of Dawson's that nobody knows of; here, in whatever asks for the second time whether to go on. */
    @Test
    void aFileThatFailsInAnyWayIsARow() {
        good("a", Split.TRAIN);
        AtomicInteger asked = new AtomicInteger();
        Progress endless = new Progress() {
            @Override
            public void event(String type, Map<String, ?> values) {
                assertEquals("progress", type);
            }

            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() == 2 && recursion(0) > 0;
            }
        };
        DatasetReport report = DatasetCheck.check(dataset(), CheckOptions.defaults(), endless);
        assertEquals(1, report.findings().size(), report.findings().toString());
        Finding finding = report.findings().get(0);
        assertEquals(Problem.UNREADABLE, finding.problem());
        assertEquals("FLAIR", finding.item());
        assertTrue(finding.detail().startsWith(folder.resolve("a_FLAIR.nii") + ": unexpected java.lang.StackOverflowError"),
            finding.detail());
    }

    private static int recursion(int depth) {
        return recursion(depth + 1) + depth;
    }

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
}
