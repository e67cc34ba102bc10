package org.dawsonmri.imagej.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Plot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class TrainingCurvesTest {

    private final TrainingCurves curves = new TrainingCurves();

    @Test
    void plotsHoldBothCurvesWithinTheirLimits() {
        curves.add(Map.of("epoch", 1.0, "loss", -0.25, "val_loss", 0.5, "dice", 0.25, "val_dice", 0.125));
        assertArrayEquals(new double[] {0.5, 1.5, 0, 1}, curves.dice(300, 100).getLimits(), 1e-9);
        curves.add(Map.of("epoch", 2.0, "loss", -0.5, "val_loss", 0.25, "dice", 0.5));
        Plot loss = curves.loss(300, 100);
        assertArrayEquals(new float[] {-0.25f, -0.5f}, loss.getDataObjectArrays(0)[1]);
        assertArrayEquals(new float[] {0.5f, 0.25f}, loss.getDataObjectArrays(1)[1]);
        assertArrayEquals(new double[] {1, 2, -0.55, 0.55}, loss.getLimits(), 1e-9);
        Plot dice = curves.dice(300, 100);
        assertTrue(Float.isNaN(dice.getDataObjectArrays(1)[1][1]));
        assertArrayEquals(new double[] {1, 2, 0, 1}, dice.getLimits(), 1e-9);
    }

    @Test
    void anEpochThatIsTrainedAgainTakesThePlaceOfAllThatFollowed() {
        for (int epoch = 1; epoch <= 3; epoch++) {
            curves.add(Map.of("epoch", (double) epoch, "val_dice", 0.1 * epoch));
        }
        assertEquals(3, curves.bestEpoch());
        curves.add(Map.of("epoch", 2.0, "val_dice", 0.05));
        assertEquals(2, curves.count());
        assertEquals(1, curves.bestEpoch());
        assertEquals(0.05, curves.value(2, "val_dice"));
    }

    @Test
    void cascadesShowTheDiceOfPatchesAndKeepTheLeastLoss() {
        curves.add(Map.of("stage", 1.0, "epoch", 1.0, "val_loss", 0.1, "patch_dice", 0.9, "val_patch_dice", 0.8));
        curves.add(Map.of("stage", 2.0, "epoch", 1.0, "val_loss", 0.5, "patch_dice", 0.5, "val_patch_dice", 0.25));
        curves.add(Map.of("stage", 2.0, "epoch", 2.0, "val_loss", 0.25, "patch_dice", 0.5, "val_patch_dice", 0.125));
        assertEquals(2, curves.count());
        assertEquals(2, curves.bestEpoch());
        assertEquals(0.25, curves.value(2, curves.bestBy()));
        assertArrayEquals(new float[] {0.25f, 0.125f}, curves.dice(300, 100).getDataObjectArrays(1)[1]);
    }

    @Test
    void theHistorySaysWhichEpochIsKept() {
        curves.add(Map.of("epoch", 1.0, "val_dice", 0.5, "kept_by_val_dice", 1.0));
        curves.add(Map.of("epoch", 2.0, "val_dice", 0.5, "kept_by_val_dice", 2.0));
        assertEquals(2, curves.bestEpoch());
        assertEquals("val_dice", curves.bestBy());
        curves.add(Map.of("epoch", 1.0, "val_dice", 0.0, "kept_by_epoch", 1.0));
        assertEquals(0, curves.bestEpoch(), "no figure says that it is the best");
    }

    @Test
    void historyIsReadAsFarAsItIsOne(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("history.csv");
        curves.readHistory(file);
        assertEquals(0, curves.count());
        Files.writeString(file, "epoch,val_dice\n1,0.5\n2,NaN\n");
        curves.readHistory(file);
        assertEquals(2, curves.count());
        assertEquals(1, curves.bestEpoch());
        Files.writeString(file, "epoch,val_dice\n1,half\n");
        curves.readHistory(file);
        assertEquals(0, curves.count());
    }
}
