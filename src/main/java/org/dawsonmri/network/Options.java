package org.dawsonmri.network;

/** What the networks demand of their options. The messages end up in front of the user, after the network's name. */
final class Options {

    private static final int MOST_FILTERS = 1024;

    private Options() {
    }

    static void requireFilters(int baseFilters) {
        requireRange("base_filters", baseFilters, 1, MOST_FILTERS);
    }

    static void requireRange(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", expected " + least + " to " + most);
        }
    }

    /** A share, such as a dropout rate or the momentum of running statistics. */
    static void requireShare(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(key + " is " + value + ", expected 0 up to, not including, 1");
        }
    }

    /** NB: gson reads the name of a constant nobody knows as null. */
    static void requireKnown(String key, Enum<?> value, Enum<?>... known) {
        if (value == null) {
            StringBuilder names = new StringBuilder();
            for (Enum<?> k : known) {
                names.append(names.isEmpty() ? "" : ", ").append(k.name());
            }
            throw new IllegalArgumentException(key + " is unknown, expected one of " + names);
        }
    }
}
