package org.dawsonmri.preprocess;

import org.dawsonmri.runtime.Registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The normalisers by name: those of Dawson, and those of plugins. */
public final class Normalizers {

    /** Mean 0 and standard deviation 1 of the scan's voxels that are not 0. */
    public static final String ZSCORE = "zscore";
    /** Divided by the tissue's median, minus 1. */
    public static final String MEDIAN = "median";
    /** Mean 0 and standard deviation 1 of the training set, which {@link Preprocessing#statistics} holds. */
    public static final String DATASET = "dataset";
    /** As it is. */
    public static final String NONE = "none";

    private static final Map<String, Normalizer> DEFAULTS = new LinkedHashMap<>();
    private static final Registry<Normalizer> ALL = new Registry<>(Normalizer.class, "normalization", DEFAULTS);

    static {
        DEFAULTS.put(ZSCORE, (channel, set) -> Normalization.zScore(channel));
        DEFAULTS.put(MEDIAN, (channel, set) -> Normalization.medianScale(channel));
        DEFAULTS.put("minmax", (channel, set) -> Normalization.minMax(channel));
        DEFAULTS.put("percentile",
            (channel, set) -> Normalization.minMax(Normalization.percentileClip(channel, 1, 99)));
        DEFAULTS.put(DATASET, (channel, set) -> Normalization.standardize(channel, set.mean(), set.std()));
        DEFAULTS.put(NONE, (channel, set) -> channel);
    }

    private Normalizers() {
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return ALL.names();
    }

    /** The normaliser that settings name. @throws org.dawsonmri.DawsonException if there is no such one */
    public static Normalizer create(Preprocessing settings) {
        return ALL.get(settings.normalization());
    }
}
