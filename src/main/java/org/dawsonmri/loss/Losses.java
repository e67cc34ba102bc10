package org.dawsonmri.loss;

import org.dawsonmri.DawsonException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The losses by name. */
public final class Losses {

    private static final Map<String, Loss> LOSSES = new LinkedHashMap<>();

    static {
        LOSSES.put("dice", new DiceLoss());
        LOSSES.put("bce", new BinaryCrossentropy());
    }

    private Losses() {
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return List.copyOf(LOSSES.keySet());
    }

    /** @throws DawsonException if there is no loss of that name */
    public static Loss byName(String name) {
        Loss loss = LOSSES.get(name);
        if (loss == null) {
            throw new DawsonException("unknown loss '" + name + "'; known are " + String.join(", ", names()));
        }
        return loss;
    }
}
