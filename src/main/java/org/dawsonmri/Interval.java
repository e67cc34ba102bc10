package org.dawsonmri;

/**
 * Numbers from one to another, as mathematics writes them: {@code [0,1)} has 0 and lacks 1, {@code [1,)} has no end.
 *
 * @param low the smallest, or minus infinity
 * @param withLow whether that one makes sense itself
 * @param high the largest, or infinity
 * @param withHigh whether that one makes sense itself
 */
public record Interval(double low, boolean withLow, double high, boolean withHigh) {

    /** @param text such as {@code [0,1)}; "" has all numbers, infinite ones and NaN not */
    public static Interval parse(String text) {
        if (text.isEmpty()) {
            return new Interval(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
        }
        String[] ends = text.substring(1, text.length() - 1).split(",", -1);
        return new Interval(ends[0].isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(ends[0]),
            text.startsWith("["), ends[1].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(ends[1]),
            text.endsWith("]"));
    }

    /** Both ends included. @param low the smallest, null for none @param high the largest, null for none */
    public static Interval of(Object low, Object high) {
        return parse("[" + (low == null ? "" : low) + "," + (high == null ? "" : high) + "]");
    }

    /** False of NaN, always. */
    public boolean has(double value) {
        return (withLow ? value >= low : value > low) && (withHigh ? value <= high : value < high);
    }

    /** In words, after "expected". @param zero what 0 means besides, or "" */
    public String text(String zero) {
        if (!Double.isFinite(low)) {
            return "a number";
        }
        String from = number(low) + (zero.isEmpty() || low != 0 ? "" : " (" + zero + ")");
        if (!Double.isFinite(high)) {
            return withLow ? from + " or more" : "a number above " + number(low);
        }
        return withLow && withHigh ? from + " to " + number(high)
            : withLow ? from + " up to, not including, " + number(high)
                : "a number between " + number(low) + " and " + number(high);
    }

    /** Without a fraction where there is none. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
            : Double.toString(value);
    }
}
