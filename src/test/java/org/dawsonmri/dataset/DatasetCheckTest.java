package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset.LabelSource;
import org.dawsonmri.dataset.DatasetReport.SubjectSummary;
import org.dawsonmri.dataset.Finding.Severity;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
            public void event(Event event) {
                assertEquals(Event.Type.PROGRESS, event.type());
            }

            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() == 2 && recursion(0) > 0;
            }
        };
        DatasetReport report = DatasetCheck.check(dataset(), DatasetCheck.Options.defaults(), endless);
        List<Finding> unreadable =
            report.findings().stream().filter(each -> each.problem() == Problem.UNREADABLE).toList();
        assertEquals(1, unreadable.size(), report.findings().toString());
        Finding finding = unreadable.get(0);
        assertEquals("FLAIR", finding.item());
        assertTrue(finding.detail().startsWith(folder.resolve("a_FLAIR.nii")
            + ": unexpected java.lang.StackOverflowError"), finding.detail());
    }

    private static int recursion(int depth) {
        return recursion(depth + 1) + depth;
    }

    @Test
    void missingAndBrokenFilesAreRows() throws IOException {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
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
        good("b", Split.VALIDATION);
        Volume scan = scan(GRID);
        NiftiWriter.write(List.of(scan, scan), folder.resolve("a_T1.nii"), NiftiType.FLOAT32);
        only("a", "T1", Problem.UNREADABLE, Severity.ERROR, "has 2 frames, expected one 3-D volume");
    }

    @Test
    void whatASubjectLacksIsToldByItsSplit() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        put(new Subject("c", Split.VALIDATION, Map.of("T1", write("c_T1", scan(GRID))), null));
        put(new Subject("d", Split.TEST, scans("d", GRID), null));
        only("c", "FLAIR", Problem.MISSING_MODALITY, Severity.ERROR, "has no FLAIR scan (it has [T1])");
        put(new Subject("e", Split.TEST, Map.of("T1", write("e_T1", scan(GRID))), label("e", GRID, 1)));
        only("e", "FLAIR", Problem.MISSING_MODALITY, Severity.WARNING, "has no FLAIR scan");
        only("c", "label", Problem.MISSING_LABEL, Severity.ERROR, "is in the split 'validation' but has no label");
        only("d", "label", Problem.MISSING_LABEL, Severity.INFO, "cannot be scored");
    }

    @Test
    void withoutSplitsAMissingLabelIsAWarningAndWithoutAnyLabelThereIsNothingToTrainOn() {
        good("a", Split.NONE);
        good("b", Split.NONE);
        put(new Subject("c", Split.NONE, scans("c", GRID), null));
        only("c", "label", Problem.MISSING_LABEL, Severity.WARNING, "nothing can be learnt");
        subjects.clear();
        put(new Subject("c", Split.NONE, scans("c", GRID), null));
        only(Finding.ALL, "", Problem.SPLITS, Severity.ERROR, "no subject to train on");
        assertEquals(1, check().count(Severity.ERROR));
        Dataset none = new Dataset(folder, List.of("FLAIR", "T1"), List.copyOf(subjects.values()),
            LabelSource.missing("has no column 'label'"));
        List<Finding> findings = DatasetCheck.check(none, DatasetCheck.Options.defaults(), Progress.NONE).findings();
        assertEquals(List.of(new Finding(Finding.ALL, "label", Problem.MISSING_LABEL, Severity.ERROR,
            "has no column 'label'")), findings);
    }

    @Test
    void splitsThatAreNotThereAreToldOf() {
        good("a", Split.NONE);
        good("b", Split.NONE);
        only(Finding.ALL, "", Problem.SPLITS, Severity.WARNING, "no subject has a split");
        good("a", Split.TRAIN);
        only(Finding.ALL, "", Problem.SPLITS, Severity.WARNING, "no subject has the split 'validation'");
        good("b", Split.VALIDATION);
        write("b_label", Volume.zeros(GRID, ""));
        only(Finding.ALL, "label", Problem.EMPTY_MASK, Severity.WARNING, "split 'validation' have no labelled voxel");
        good("a", Split.TEST);
        only(Finding.ALL, "", Problem.SPLITS, Severity.ERROR, "no subject to train on");
    }

    // -- Grids --

    @Test
    void shapes() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        write("a_T1", scan(Geometry.ofSpacing(5, 4, 6, 1, 1, 1)));
        only("a", "T1", Problem.SHAPE, Severity.ERROR, "5×4×6 voxels of 1×1×1 mm where FLAIR has 5×4×3 of 1×1×2");
    }

    /** Voxels of 1×1×2 mm. */
    @ParameterizedTest
    @CsvSource({"0.05, ", "0.3, WARNING", "0.9, WARNING", "1.5, ERROR"})
    void placesWithinTenthsOfAVoxelAreRounding(double shift, Severity expected) {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        Geometry moved = new Geometry(5, 4, 3, GRID.affine().withOrigin(0, shift, 0), GRID.unit());
        label("a", moved, 1);
        if (expected == null) {
            assertEquals(List.of(), check().findings());
        } else {
            only("a", "label", Problem.AFFINE, expected, "lies up to " + shift + " mm (" + shift
                + " voxels) away from FLAIR at the worst corner");
        }
    }

    @Test
    void theRuleIsAnOption() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        label("a", new Geometry(5, 4, 3, GRID.affine().withOrigin(0, 0.02, 0), GRID.unit()), 1);
        DatasetCheck.Options options = DatasetCheck.Options.defaults();
        assertEquals(0, check(options).findings().size());
        assertEquals(1, check(options.with(GridRule.STRICT)).count(Severity.ERROR));
    }

    /** Training reorients it. */
    @Test
    void aLabelThatIsStoredInAnotherOrderIsInItsPlace() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        Volume turned = Reorient.to(Volume.zeros(GRID, "label"), Orientation.parse("PLI"));
        turned.voxels()[7] = 1;
        label("a", turned.geometry(), 1);
        assertEquals(List.of(), check(DatasetCheck.Options.defaults().with(GridRule.STRICT)).findings());
    }

    @Test
    void anotherSpacingIsNamedAsSuch() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        label("a", Geometry.ofSpacing(5, 4, 3, 1, 1, 3), 1);
        only("a", "label", Problem.SPACING, Severity.ERROR,
            "2 mm (1 voxel) away from FLAIR at the worst corner, with voxels of 1×1×3 mm where that has 1×1×2 mm");
    }

    @Test
    void aFlippedLabelIsToldWithItsAxes() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        label("a", new Geometry(5, 4, 3, Affine.scaling(-1, 1, 2), SpatialUnit.MILLIMETRE), 1);
        only("a", "label", Problem.AFFINE, Severity.ERROR, "lies up to 4 mm (4 voxels) away from FLAIR at the worst"
            + " corner (axes LAS, there RAS)");
    }

    @Test
    void axesThatDifferBetweenSubjectsAreANote() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        Geometry other = new Geometry(5, 4, 3, Affine.scaling(-1, 1, 2), SpatialUnit.MILLIMETRE);
        put(new Subject("c", Split.TRAIN, scans("c", other), label("c", other, 1)));
        only(Finding.ALL, "", Problem.ORIENTATION, Severity.INFO, "RAS in 2 (a, b), LAS in 1 (c)");
        assertFalse(check().hasErrors());
    }

    // -- Manners --

    @Test
    void reportsProgressAndHearsCancel() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        List<Object> done = new CopyOnWriteArrayList<>();
        Progress progress = event -> done.add(event.values().get("done"));
        DatasetCheck.check(dataset(), DatasetCheck.Options.defaults(), progress);
        assertEquals(List.of(1L, 2L), done.stream().sorted().toList());
        Progress cancelled = new Progress() {
            @Override
            public void event(Event event) {
                throw new AssertionError("nothing to report");
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class,
            () -> DatasetCheck.check(dataset(), DatasetCheck.Options.defaults(), cancelled));
    }
}
