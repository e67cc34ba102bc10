package org.dawsonmri.score;

/**
 * Which values a score can have, and which of them are good.
 *
 * @param direction which are good
 * @param min the least there can be
 * @param max the most there can be
 */
public record Range(Direction direction, double min, double max) {

    /** A part of a whole, of which 1 is best. */
    public static final Range RATIO = new Range(Direction.HIGHER, 0, 1);
    /** A part of what is wrong, of which 0 is best. */
    public static final Range ERROR_RATE = new Range(Direction.LOWER, 0, 1);
    /** A distance or an error without an upper end. */
    public static final Range ERROR = new Range(Direction.LOWER, 0, Double.POSITIVE_INFINITY);
    /** A number or a volume, which is neither good nor bad. */
    public static final Range AMOUNT = new Range(Direction.NONE, 0, Double.POSITIVE_INFINITY);
    /** A difference that is best at 0. */
    public static final Range DIFFERENCE =
        new Range(Direction.ZERO, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Which values of a score are good. */
    public enum Direction {

        /** The larger the better: overlap, detected lesions. */
        HIGHER("higher is better"),
        /** The smaller the better: distances, errors. */
        LOWER("lower is better"),
        /** The nearer to 0 the better: signed differences. */
        ZERO("nearest to 0 is best"),
        /** Neither: volumes and counts describe the cases and judge nothing. */
        NONE("");

        private final String text;

        Direction(String text) {
            this.text = text;
        }

        /** For people: {@code higher is better}. */
        public String text() {
            return text;
        }

        /** How bad a value is, for ordering: the larger the worse. NaN for NaN, and 0 where nothing is good or bad. */
        public double badness(double value) {
            return switch (this) {
                case HIGHER -> -value;
                case LOWER -> value;
                case ZERO -> Math.abs(value);
                case NONE -> 0;
            };
        }
    }

    /** The best value; NaN where nothing is good or bad. */
    public double best() {
        return switch (direction) {
            case HIGHER -> max;
            case LOWER -> min;
            case ZERO -> 0;
            case NONE -> Double.NaN;
        };
    }

    Range times(double factor) {
        return new Range(direction, factor * min, factor * max);
    }
}
