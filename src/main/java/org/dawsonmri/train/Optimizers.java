package org.dawsonmri.train;

import org.dawsonmri.DawsonException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The optimisers by name. */
public final class Optimizers {

    private static final Map<String, Optimizer> OPTIMIZERS = new LinkedHashMap<>();

    static {
        OPTIMIZERS.put("adam", new Adam());
    }

    private Optimizers() {
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return List.copyOf(OPTIMIZERS.keySet());
    }

    /** @throws DawsonException if there is no optimiser of that name */
    public static Optimizer byName(String name) {
        Optimizer optimizer = OPTIMIZERS.get(name);
        if (optimizer == null) {
            throw new DawsonException("unknown optimizer '" + name + "'; known are " + String.join(", ", names()));
        }
        return optimizer;
    }
}
