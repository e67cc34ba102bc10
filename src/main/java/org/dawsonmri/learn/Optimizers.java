package org.dawsonmri.learn;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.runtime.Registry;

import com.google.gson.JsonObject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The optimisers by name: those of Dawson, and those of plugins. */
public final class Optimizers {

    private static final Map<String, Optimizer> DEFAULTS = new LinkedHashMap<>();
    private static final Registry<Optimizer> ALL = new Registry<>(Optimizer.class, "optimizer", DEFAULTS);

    static {
        DEFAULTS.put("adam", new Adam());
        DEFAULTS.put("adamw", new AdamW());
        DEFAULTS.put("sgd", new Sgd());
        DEFAULTS.put("adadelta", new Adadelta());
    }

    private Optimizers() {
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return ALL.names();
    }

    /** The optimiser that settings name, with its options. @throws DawsonException if there is no such one */
    public static Optimizer create(TrainingConfig config) {
        return create(config.optimizer(), config.optimizerOptions());
    }

    /**
     * The optimiser of that name with some options changed.
     *
     * @param options keys as the optimiser's record has them, in snake_case; empty for the defaults
     * @throws DawsonException if there is no such optimiser or option
     */
    public static Optimizer create(String name, JsonObject options) {
        return ALL.create(name, options);
    }
}
