package org.dawsonmri.train;

import org.dawsonmri.Progress;
import org.dawsonmri.train.data.TrainingData;

import java.util.List;
import java.util.Map;

/**
 * The figure of an epoch that decides whether its weights are kept, and when patience is over. A column of the history
 * holds it.
 */
enum Monitor {
    /** Where validation has something to find. */
    DICE("val_dice", 1, "the best validation Dice"),
    /** Of a cascade's stages, whose validation patches hold lesions and others in equal parts. */
    LOSS("val_loss", -1, "the lowest validation loss"),
    /**
     * Without validation, or where it has nothing to find. NB: its loss says nothing then, either. That of overlaps is
     * smallest for a network that finds everything, that of voxels for one that finds nothing.
     */
    EPOCH("epoch", 1, "the last epoch") {
        @Override
        List<Double> plateauScores(List<Map<String, Double>> history) {
            return history.stream().map(row -> -row.get("loss")).toList();
        }
    };

    /** What a provenance says of the monitor has this name. */
    static final String PROVENANCE = "kept_by";

    private final String column;
    private final int sign;
    private final String text;

    Monitor(String column, int sign, String text) {
        this.column = column;
        this.sign = sign;
        this.text = text;
    }

    /** The monitor of a training on slices or boxes. Warns where it is not the Dice. */
    static Monitor of(TrainingData.Subjects known, Progress progress) {
        int subjects = known.validation();
        if (known.labelledValidation() > 0) {
            return DICE;
        }
        String reason = subjects == 0 ? "no subject has the split 'validation'"
            : "the labels of all validation subjects (" + subjects + ") are empty, so that no epoch can be told from "
                + "another by them";
        progress.warning(reason + ": the last epoch's weights will be kept");
        return EPOCH;
    }

    /** The figure of an epoch's row, more is better; NaN if it was not measured. */
    double score(Map<String, Double> row) {
        return sign * row.getOrDefault(column, Double.NaN);
    }

    /**
     * What tells a plateau, for epochs in their order: the figure itself, or where it says nothing the training loss.
     */
    List<Double> plateauScores(List<Map<String, Double>> history) {
        return history.stream().map(this::score).toList();
    }

    /** Epochs since the last one that was better than all before. Epochs that were not measured do not count. */
    int epochsWithoutGain(List<Map<String, Double>> history) {
        double best = Double.NEGATIVE_INFINITY;
        int waited = 0;
        for (Map<String, Double> row : history) {
            double score = score(row);
            if (score > best) {
                best = score;
                waited = 0;
            } else if (!Double.isNaN(score)) {
                waited++;
            }
        }
        return waited;
    }

    /** The history's column for the number of the epoch that is kept so far. */
    String keptColumn() {
        return "kept_by_" + column;
    }

    /** In words, "kept by" this. */
    String text() {
        return text;
    }
}
