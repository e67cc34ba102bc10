package org.dawsonmri.compare;

import org.dawsonmri.Csv;
import org.dawsonmri.Statistics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a model's folder tells of its training. NaN is unknown.
 *
 * @param set the set of scores that the model made
 * @param trainable parameters that training changes
 * @param nonTrainable other parameters
 * @param epochs how many were trained
 * @param epochSeconds median time of an epoch
 * @param bestTrainingDice largest Dice of an epoch on the training subjects
 * @param bestValidationDice largest Dice of an epoch on the validation subjects
 */
public record ModelFacts(String set, double trainable, double nonTrainable, double epochs, double epochSeconds,
        double bestTrainingDice, double bestValidationDice) {

    /**
     * Reads a {@code history.csv}; there are no facts but the parameters without one.
     *
     * @param history one row for each epoch
     */
    public static ModelFacts of(String set, double trainable, double nonTrainable, Path history) {
        if (!Files.exists(history)) {
            return new ModelFacts(set, trainable, nonTrainable, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        List<Map<String, String>> rows = Csv.read(history);
        return new ModelFacts(set, trainable, nonTrainable, rows.size(), column(rows, "seconds").median(),
            column(rows, "dice").max(), column(rows, "val_dice").max());
    }

    private static Statistics column(List<Map<String, String>> rows, String name) {
        return Statistics.of(rows.stream().mapToDouble(row -> number(row.get(name))).toArray());
    }

    private static double number(String text) {
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException unknown) {
            return Double.NaN;
        }
    }
}
