package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.score.Masks;
import org.dawsonmri.score.ScoreSettings;
import org.dawsonmri.score.Scores;
import org.dawsonmri.score.Status;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Two volumes in memory: classes, grids and what is refused. */
class CompareTest {

    private static final int[] SHAPE = {6, 5, 4};

    private final Volume reference = Masks.fill(Masks.fill(Masks.empty(SHAPE, 1, 2, 3), 1, 0, 2, 0, 2, 0, 2), 2,
        3, 6, 2, 5, 1, 3).named("reference");

    @Test
    void measuresTheClassesOfBothSides() {
        Volume prediction = Masks.fill(Masks.fill(Masks.empty(SHAPE, 1, 2, 3), 1, 0, 2, 0, 2, 0, 1), 7,
            5, 6, 4, 5, 3, 4);
        List<ScoresRow> rows = Evaluation.compare(reference, prediction, Classes.found()).rows();
        assertEquals(List.of(1, 2, 7), rows.stream().map(ScoresRow::label).toList());
        assertEquals(List.of(Status.OK, Status.EMPTY_PRED, Status.EMPTY_REF),
            rows.stream().map(ScoresRow::status).toList());
        assertEquals("reference", rows.get(0).caseName());
        assertEquals(2.0 / 3, rows.get(0).score("dice"), 1e-12);
        assertEquals(3, rows.get(0).score("hd_mm"), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> rows.get(0).score("hd"));
    }

    @Test
    void measuresTheClassesAskedFor() {
        Classes classes = Classes.of(List.of(2, 9, 0), List.of("grey", "rare", "background"));
        List<ScoresRow> rows = Evaluation.compare(reference, reference, classes).rows();
        assertEquals(List.of("background", "grey", "rare"), rows.stream().map(ScoresRow::className).toList());
        assertEquals(List.of(Status.OK, Status.OK, Status.EMPTY_BOTH), rows.stream().map(ScoresRow::status).toList());
        assertEquals(6.0 * (120 - 8 - 18), rows.get(0).score("reference_mm3"), 1e-9);
    }

    @Test
    void twoEmptyMapsHaveARowThatSaysSo() {
        Volume nothing = Masks.empty(SHAPE, 1, 2, 3);
        List<ScoresRow> rows = Evaluation.compare(nothing, nothing, Classes.found()).rows();
        assertEquals(List.of(Status.EMPTY_BOTH), rows.stream().map(ScoresRow::status).toList());
    }

    @Test
    void aPredictionOfAnotherOrientationIsTurned() {
        Volume prediction = Masks.fill(Masks.empty(SHAPE, 1, 2, 3), 1, 0, 2, 0, 3, 0, 2);
        Volume turned = Reorient.to(prediction, Orientation.parse("SPL"));
        ScoresRow expected = Evaluation.compare(reference, prediction, Classes.of(List.of(1), List.of())).rows().get(0);
        ScoresRow row = Evaluation.compare(reference, turned, Classes.of(List.of(1), List.of())).rows().get(0);
        assertEquals(expected.scores(), row.scores());
        assertEquals("", expected.reason());
        assertEquals("prediction reoriented from SPL to RAS", row.reason());
    }

    @Test
    void theUnitOfTheGridDoesNotMatter() {
        Geometry metres = new Geometry(6, 5, 4, Affine.scaling(0.001, 0.002, 0.003), SpatialUnit.METRE);
        Volume prediction = new Volume(metres, reference.voxels(), "in metres");
        assertEquals(1, Evaluation.compare(reference, prediction, Classes.found()).rows().get(0).score("dice"));
    }

    @Test
    void aSkewedGridIsMeasuredWithANote() {
        Geometry skewed = new Geometry(6, 5, 4, Affine.of(1, 0.2, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0),
            SpatialUnit.MILLIMETRE);
        Volume volume = new Volume(skewed, reference.voxels(), "skewed");
        ScoresRow row = Evaluation.compare(volume, volume, Classes.found()).rows().get(0);
        assertEquals("voxel axes are 5.7° off perpendicular, so distances are approximate", row.reason());
        assertEquals(6 * 8, row.score("reference_mm3"), 1e-9);
    }

    @Test
    void gridsThatDifferAreRefused() {
        refused(reference, moved(2.5), "moved.nii: lies up to 2.5 mm (1.25 voxels) away from");
        refused(reference, Masks.empty(new int[] {6, 5, 3}, 1, 2, 3), "has 6×5×3 voxels of 1×2×3 mm where");
        refused(Masks.empty(SHAPE, 1, 0, 3), Masks.empty(SHAPE, 1, 0, 3), "a volume of 0.0 mm³");
    }

    @Test
    void aDistanceBelowAVoxelIsAcceptedAndNoted() {
        List<ScoresRow> rounded = Evaluation.compare(reference, moved(0.09), Classes.found()).rows();
        assertEquals("", rounded.get(0).reason());
        ScoresRow row = Evaluation.compare(reference, moved(1), Classes.found()).rows().get(0);
        assertEquals(rounded.get(0).scores(), row.scores());
        assertEquals("prediction lies up to 1 mm (0.5 voxels) away from the reference at the worst corner;"
            + " its voxels are taken as they are, for the grid of the reference", row.reason());
        List<String> warnings = new ArrayList<>();
        Scores strict = Scores.of(List.of("default"), ScoreSettings.DEFAULT.with(GridRule.STRICT));
        Evaluation.compare(reference, moved(0.009), List.of(), Classes.found(), strict, listening(warnings));
        assertEquals(List.of(), warnings);
        Evaluation.compare(reference, moved(1), List.of(), Classes.found(), Scores.standard(), listening(warnings));
        assertEquals(List.of("moved.nii: " + row.reason().replace("prediction ", "").replace("the reference",
            reference.name())), warnings);
        String message = assertThrows(DawsonException.class, () ->
            Evaluation.compare(reference, moved(0.011), List.of(),
            Classes.found(), strict, Progress.NONE)).getMessage();
        assertTrue(message.contains("lies up to 0.011 mm (0.0055 voxels) away"), message);
    }

    @Test
    void valuesThatAreNoLabelsAreRefused() {
        refused(reference, with(0.5f), "pred.nii: found 0.5 at voxel (2, 1, 3)");
        refused(reference, with(Float.NaN), "found NaN at voxel (2, 1, 3)");
        refused(reference, with(-1), "found -1.0 at voxel");
        refused(reference, with(Float.POSITIVE_INFINITY), "found Infinity at voxel");
        refused(reference, with(70000), "found 70000.0 at voxel");
        assertEquals(1, Evaluation.compare(reference, with(0.99999994f), Classes.found()).rows().get(0)
            .score("predicted_mm3") / 6, "a slope's rounding is a label");
    }

    @Test
    void aScanIsNoLabelMap() {
        Volume scan = Masks.empty(new int[] {10, 10, 10}, 1, 1, 1).named("scan.nii");
        for (int i = 0; i < 1000; i++) {
            scan.voxels()[i] = i;
        }
        refused(scan, scan, "scan.nii: holds 999 different labels");
        assertEquals(1, Evaluation.compare(scan, scan, Classes.of(List.of(5), List.of())).rows().size());
    }

    @Test
    void classesThatCannotBeMeantAreRefused() {
        assertThrows(DawsonException.class, () -> Classes.of(List.of(1, 1), List.of()));
        assertThrows(DawsonException.class, () -> Classes.of(List.of(-1), List.of()));
        assertThrows(DawsonException.class, () -> Classes.of(List.of(1, 2), List.of("grey")));
        assertEquals("white", Classes.of(List.of(), List.of("grey", "white")).name(2));
    }

    private Volume moved(double mm) {
        Geometry grid = new Geometry(6, 5, 4, Affine.scaling(1, 2, 3).withOrigin(0, mm, 0), SpatialUnit.MILLIMETRE);
        return new Volume(grid, reference.voxels(), "moved.nii");
    }

    private static Progress listening(List<String> warnings) {
        return event -> warnings.add(event.type() == Event.Type.WARNING ? event.text() : event.type().toString());
    }

    private static Volume with(float value) {
        Volume volume = Masks.empty(SHAPE, 1, 2, 3).named("pred.nii");
        volume.voxels()[volume.index(2, 1, 3)] = value;
        return volume;
    }

    private static void refused(Volume reference, Volume prediction, String message) {
        DawsonException e = assertThrows(DawsonException.class,
            () -> Evaluation.compare(reference, prediction, Classes.found()));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    }
}
