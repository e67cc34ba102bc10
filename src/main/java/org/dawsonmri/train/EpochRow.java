package org.dawsonmri.train;

import org.dawsonmri.config.ModelDescription.LabelClass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one pass over the training samples.
 *
 * @param step updates that were done so far
 * @param loss mean of the losses before each step
 * @param measures of the same
 * @param waiting share of the time in which the network waited for data
 * @param restarts of a {@link NarrowHead}; -1 if the network has none
 */
record EpochRow(int epoch, long step, double learningRate, double loss, Measures measures, double seconds,
    double speed, double waiting, int restarts) {

    /** The epoch's row of the history. */
    Map<String, Double> columns(Stage stage, List<LabelClass> classes, Validation validation) {
        return stage.isOnly() ? ofImages(stage, classes, validation) : ofVoxels(stage, validation);
    }

    /** What {@code dawson.json} says of an epoch that is kept by the Dice. */
    static Map<String, Double> scores(List<LabelClass> classes, Validation validation) {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("val_loss", validation.loss());
        scores.put("val_dice", validation.meanDice());
        for (int c = 0; c < classes.size(); c++) {
            scores.put("val_dice_" + classes.get(c).name(), validation.dice()[c]);
        }
        return scores;
    }

    // -- Helper methods --

    private Map<String, Double> ofImages(Stage stage, List<LabelClass> classes, Validation validation) {
        Map<String, Double> row = new LinkedHashMap<>();
        putLearning(row);
        row.putAll(scores(classes, validation));
        row.put("val_soft_dice", validation.softDice());
        row.put("val_mse", validation.meanSquaredError());
        row.put("val_binary_accuracy", validation.binaryAccuracy());
        row.put("dice", measures.meanOverClasses(measures::dice));
        row.put("soft_dice", measures.meanOverClasses(measures::softDice));
        row.put("mse", measures.meanSquaredError());
        row.put("binary_accuracy", measures.binaryAccuracy());
        putSpeed(row, stage);
        if (restarts >= 0) {
            row.put("head_restarts", (double) restarts);
        }
        return row;
    }

    private Map<String, Double> ofVoxels(Stage stage, Validation validation) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("stage", (double) stage.number());
        putLearning(row);
        row.put("accuracy", measures.binaryAccuracy());
        row.put("patch_dice", measures.dice(1));
        putSpeed(row, stage);
        row.put("val_loss", validation.loss());
        row.put("val_accuracy", validation.binaryAccuracy());
        row.put("val_patch_dice", validation.meanDice());
        return row;
    }

    private void putLearning(Map<String, Double> row) {
        row.put("epoch", (double) epoch);
        row.put("step", (double) step);
        row.put("learning_rate", learningRate);
        row.put("loss", loss);
    }

    private void putSpeed(Map<String, Double> row, Stage stage) {
        row.put("seconds", seconds);
        row.put(stage.speed(), speed);
        row.put("waiting_share", waiting);
    }
}
