package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.model.ModelFolder;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which epoch is kept, and when patience is over. */
class MonitorTest {

    private static final double NAN = Double.NaN;

    private static TrainingState after(Monitor monitor, double... scores) {
        TrainingState state = TrainingState.initial(Precision.FLOAT32);
        for (int i = 0; i < scores.length; i++) {
            state = state.next(i + 1, monitor, row(i + 1, scores[i]));
        }
        return state;
    }

    private static Map<String, Double> row(int epoch, double score) {
        return Map.of("epoch", (double) epoch, "val_dice", score, "val_loss", -score, "loss", 1. / epoch);
    }

    @Test
    void theBestIsKeptAndOfEqualOnesTheLater() {
        assertEquals(3, after(Monitor.DICE, .1, .2, .5, .4).bestEpoch());
        assertEquals(4, after(Monitor.DICE, 0, 0, 0, 0).bestEpoch());
        assertEquals(3, after(Monitor.DICE, .5, .3, .5, .4).bestEpoch());
        assertEquals(3, after(Monitor.LOSS, -3, -2, -1, -2).bestEpoch());
        assertEquals(4, after(Monitor.EPOCH, .9, NAN, 0, 0).bestEpoch());
    }

    @Test
    void whatWasNotMeasuredIsNeverKept() {
        TrainingState state = after(Monitor.DICE, NAN, .2, NAN, NAN);
        assertEquals(2, state.bestEpoch());
        assertEquals(.2, state.bestScore());
        TrainingState never = after(Monitor.LOSS, NAN, NAN);
        assertEquals(0, never.bestEpoch());
        DawsonException e = assertThrows(DawsonException.class,
            () -> never.requireKept(new ModelFolder(Path.of("model")), Monitor.LOSS));
        assertTrue(e.getMessage().contains("no epoch is kept: the lowest validation loss was NaN in all 2"),
            e.getMessage());
    }

    @Test
    void theHistorySaysWhichEpochIsKeptAndWhy() {
        TrainingState state = after(Monitor.DICE, .1, .3, .2);
        assertEquals(List.of(1., 2., 2.), state.history().stream().map(row -> row.get("kept_by_val_dice")).toList());
        assertEquals(2., after(Monitor.LOSS, -1, -1).history().get(1).get("kept_by_val_loss"));
        assertEquals(1., after(Monitor.EPOCH, 0).history().get(0).get("kept_by_epoch"));
    }

    @Test
    void patienceCountsEpochsWithoutGain() {
        assertEquals(2, Monitor.DICE.epochsWithoutGain(after(Monitor.DICE, .1, .5, .5, .4).history()));
        assertEquals(0, Monitor.DICE.epochsWithoutGain(after(Monitor.DICE, NAN, NAN, NAN, NAN).history()));
        assertEquals(1, Monitor.DICE.epochsWithoutGain(after(Monitor.DICE, .5, NAN, .4, NAN).history()));
        assertEquals(0, Monitor.EPOCH.epochsWithoutGain(after(Monitor.EPOCH, 0, 0, 0, 0).history()));
        TrainingConfig config = CheckedSettings.of(
            JsonParser.parseString("{\"epochs\": 9, \"patience\": 2}").getAsJsonObject(), "test");
        assertFalse(after(Monitor.DICE, NAN, NAN, NAN).isOver(config, Monitor.DICE));
        assertFalse(after(Monitor.EPOCH, 0, 0, 0).isOver(config, Monitor.EPOCH));
        assertTrue(after(Monitor.DICE, 0, 0, 0).isOver(config, Monitor.DICE), "Dice 0 is measured");
    }

    @Test
    void aPlateauWithoutValidationIsThatOfTheTrainingLoss() {
        assertEquals(List.of(-1., -.5), Monitor.EPOCH.plateauScores(after(Monitor.EPOCH, NAN, NAN).history()));
        assertEquals(List.of(.4, .3), Monitor.DICE.plateauScores(after(Monitor.DICE, .4, .3).history()));
    }

    /** Checkpoints of older versions hold a Dice, whatever decides now. */
    @Test
    void olderCheckpointsAreMeasuredAnew() {
        TrainingState old = Settings.parse("{\"epoch\": 2, \"step\": 8, \"best_epoch\": 1, \"best_score\": 0.0, "
            + "\"precision\": \"FLOAT32\", \"history\": [{\"epoch\": 1.0, \"val_loss\": 2.0, \"val_dice\": 0.0}, "
            + "{\"epoch\": 2.0, \"val_loss\": 1.0, \"val_dice\": 0.0}]}", TrainingState.class, "test");
        TrainingState state = old.measuredBy(Monitor.EPOCH);
        assertEquals(1, state.bestScore());
        assertEquals(3, state.next(12, Monitor.EPOCH, row(3, 0)).bestEpoch());
        assertEquals(-2, old.measuredBy(Monitor.LOSS).bestScore());
    }
}
