package org.dawsonmri.learn;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.runtime.Registry;

import com.google.gson.JsonObject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The losses by name: those of Dawson, and those of plugins. */
public final class Losses {

    private static final Map<String, Loss> DEFAULTS = new LinkedHashMap<>();
    private static final Registry<Loss> ALL = new Registry<>(Loss.class, "loss", DEFAULTS);

    static {
        DEFAULTS.put("dice", new DiceLoss());
        DEFAULTS.put("soft-dice", new SoftDice());
        DEFAULTS.put("generalized-dice", new GeneralizedDice());
        DEFAULTS.put("tversky", new Tversky());
        DEFAULTS.put("bce", new BinaryCrossentropy());
        DEFAULTS.put("cross-entropy", new CrossEntropy());
        DEFAULTS.put("dice-cross-entropy", new DiceCrossEntropy());
    }

    private Losses() {
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return ALL.names();
    }

    /** The loss that settings name, with its options. @throws DawsonException if there is no such one */
    public static Loss create(TrainingConfig config) {
        return create(config.loss(), config.lossOptions());
    }

    /**
     * The loss of that name with some options changed.
     *
     * @param options keys as the loss' record has them, in snake_case; empty for the defaults
     * @throws DawsonException if there is no such loss or option
     */
    public static Loss create(String name, JsonObject options) {
        return ALL.create(name, options);
    }
}
