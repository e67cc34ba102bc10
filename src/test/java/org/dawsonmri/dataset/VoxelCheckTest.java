package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.dataset.Finding.Severity;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the check says of the values of scans and labels. */
class VoxelCheckTest extends CheckedSubjects {

    @Test
    void scansWithoutSense() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        float[] v = scan(GRID).voxels();
        v[3] = Float.NaN;
        v[9] = Float.POSITIVE_INFINITY;
        write("a_T1", new Volume(GRID, v, ""));
        write("a_FLAIR", Volume.zeros(GRID, ""));
        only("a", "T1", Problem.NOT_FINITE, Severity.WARNING,
            "2 of 60 voxels are NaN or infinite and count as background");
        only("a", "FLAIR", Problem.CONSTANT, Severity.ERROR, "all voxels are 0");
        Arrays.fill(v, Float.NaN);
        only("a", "T1", Problem.NOT_FINITE, Severity.WARNING, "2 of 60");
        write("a_T1", new Volume(GRID, v, ""));
        only("a", "T1", Problem.NOT_FINITE, Severity.ERROR, "60 of 60 voxels are NaN or infinite; make the scan anew");
    }

    @Test
    void voxelsFarOutside() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        float[] v = scan(GRID).voxels();
        v[30] = 100_000;
        write("a_T1", new Volume(GRID, v, ""));
        only("a", "T1", Problem.OUTLIERS, Severity.WARNING, "has voxels of 100000, where nearly all lie between 6 and");
        Arrays.fill(v, 0, 40, -1024);
        v[30] = 70;
        write("a_T1", new Volume(GRID, v, ""));
        assertEquals(0, check().findings().stream().filter(f -> f.problem() == Problem.OUTLIERS).count(),
            "air is none");
        only("b", "T1", Problem.BACKGROUND, Severity.WARNING, "where all training scans are -1024 around the head");
        v[30] = -9000;
        write("a_T1", new Volume(GRID, v, ""));
        only("a", "T1", Problem.OUTLIERS, Severity.WARNING, "has voxels of -9000, where nearly all lie between");
    }

    @Test
    void labelsThatAreNone() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
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
        only(Finding.ALL, "label", Problem.UNEXPECTED_LABELS, Severity.ERROR,
            "the training labels have 1000 different values; at most 127 classes can be trained (is one of them a scan?)");
    }

    @Test
    void labelsOutsideTheSet() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        good("c", Split.VALIDATION);
        good("d", Split.VALIDATION);
        label("c", GRID, 2);
        label("d", GRID, 2);
        only("c", "label", Problem.UNEXPECTED_LABELS, Severity.WARNING,
            "label 2 occurs in no training subject and counts as background");
        only("d", "label", Problem.UNEXPECTED_LABELS, Severity.WARNING, "those have 0, 1");
        assertFalse(check().hasErrors(), "training takes it");
        DatasetCheck.Options two = DatasetCheck.Options.defaults().withLabels(new TreeSet<>(List.of(1, 2)));
        assertEquals(0, check(two).findings().stream().filter(f -> f.problem() == Problem.UNEXPECTED_LABELS).count());
        assertTrue(check(two).findings().stream().anyMatch(f -> f.problem() == Problem.ABSENT_LABEL));
        DatasetCheck.Options one = DatasetCheck.Options.defaults().withLabels(new TreeSet<>(List.of(0, 2)));
        assertTrue(check(one).findings().contains(new Finding("a", "label", Problem.UNEXPECTED_LABELS, Severity.ERROR,
            "label 1 is not among 0, 2")));
    }

    @Test
    void aLabelOfOneSubjectOnly() {
        for (String id : List.of("a", "b", "c")) {
            good(id, Split.TRAIN);
        }
        float[] v = new float[60];
        v[20] = 1;
        v[21] = 7;
        write("c_label", new Volume(GRID, v, ""));
        only("c", "label", Problem.RARE_LABEL, Severity.WARNING, "label 7 occurs in this subject only, of 3");
        assertEquals(1, check().findings().stream().filter(f -> f.item().equals("label")).count());
    }

    @Test
    void labelsThatNeverMeetMayBeOneThingUnderTwoNumbers() {
        for (String id : List.of("a", "b", "c", "d")) {
            good(id, Split.TRAIN);
        }
        label("b", GRID, 255);
        label("c", GRID, 255);
        only(Finding.ALL, "label", Problem.SEPARATE_LABELS, Severity.WARNING,
            "no subject has labels of both kinds, 1 (a, d) and 255 (b, c)");
        float[] v = new float[60];
        v[20] = 1;
        v[21] = 255;
        write("d_label", new Volume(GRID, v, ""));
        assertEquals(0, check().findings().stream().filter(f -> f.problem() == Problem.SEPARATE_LABELS).count(),
            "somebody has both");
    }

    @Test
    void emptyTrainingLabelsAreAnError() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        write("a_label", Volume.zeros(GRID, ""));
        only(Finding.ALL, "label", Problem.EMPTY_MASK, Severity.ERROR, "all training labels are empty");
    }
}
