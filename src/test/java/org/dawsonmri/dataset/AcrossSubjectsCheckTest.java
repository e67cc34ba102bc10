package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.Severity.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeSet;

/** Voxel sizes far from other subjects', and labels that are nowhere. */
class AcrossSubjectsCheckTest extends CheckedSubjects {

    private void spaced(String id, Split split, Geometry grid) {
        put(new Subject(id, split, scans(id, grid), label(id, grid, 1)));
    }

    @Test
    void voxelSizesAreComparedWithTheTrainingSubjects() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        spaced("c", Split.TRAIN, Geometry.ofSpacing(5, 4, 3, 4, 4, 8));
        spaced("d", Split.TEST, Geometry.ofSpacing(5, 4, 3, 1, 1, 13));
        spaced("e", Split.VALIDATION, Geometry.ofSpacing(5, 4, 3, 1.4, 1.4, 1.4));
        only("c", "", Problem.SPACING, WARNING,
            "voxels of 4×4×8 mm, where the median is 1×1×2 (more than 1.5 times off)");
        only("d", "", Problem.SPACING, WARNING, "voxels of 1×1×13 mm, where the training scans have 1×1×2 to 4×4×8");
        assertEquals(2, check().findings().size(), check().findings().toString());
    }

    @Test
    void axesAreComparedAsTheyLieInTheBody() {
        good("a", Split.TRAIN);
        // Stored along superior, right and anterior.
        spaced("b", Split.TRAIN, new Geometry(5, 4, 3, Affine.of(0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0),
            SpatialUnit.MILLIMETRE));
        assertEquals(List.of(), check().findings().stream().filter(f -> f.problem() == Problem.SPACING).toList());
    }

    @Test
    void aLabelThatNobodyHasIsSaid() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        List<Finding> found = check(DatasetCheck.Options.defaults().withLabels(new TreeSet<>(List.of(0, 1, 7))))
            .findings();
        assertEquals(List.of(new Finding(Finding.ALL, Finding.LABEL, Problem.ABSENT_LABEL, WARNING,
            "no training subject has a voxel of label 7; no network can learn it")), found);
    }
}
