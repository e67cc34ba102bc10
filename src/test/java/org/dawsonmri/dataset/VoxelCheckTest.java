package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the check says of the values of scans and labels. */
class VoxelCheckTest extends CheckedSubjects {

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
        assertEquals(List.of(Problem.ABSENT_LABEL), check(two).findings().stream().map(Finding::problem).toList());
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
}
