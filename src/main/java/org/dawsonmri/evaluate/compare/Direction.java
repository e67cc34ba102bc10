package org.dawsonmri.evaluate.compare;

import java.util.regex.Pattern;

/** Which values of a score are good. */
public enum Direction {

    /** The larger the better: overlap, detected lesions. */
    HIGHER,

    /** The smaller the better: distances, errors. */
    LOWER,

    /** The nearer to 0 the better: signed differences. */
    ZERO,

    /** Neither: volumes and counts describe the cases and judge nothing. */
    NONE;

    private static final Pattern SIGNED = Pattern.compile("(relative_)?difference(_mm3|_ml)?");
    private static final Pattern DESCRIBING = Pattern.compile("(reference|predicted)_.*|.*_(n|mm3|ml|flag)");
    private static final Pattern GOOD = Pattern.compile("(?i)(.*(dice|jaccard|precision|recall|specificity|accuracy|"
        + "conformity|similarity|sensitivity|ppv|f1|tpr|auc|auprc|area_under|partial_score"
        + "|dsc|tnr).*|ji(_table2)?|cc_percent)");
    private static final Pattern BAD = Pattern.compile(
        ".*(fpr|absolute|cross_entropy|bce|mse|squared_error).*|.*_(mm|px)");

    /** The direction of a column of a {@code ScoresTable}, by its name. */
    public static Direction of(String column) {
        if (SIGNED.matcher(column).matches()) {
            return ZERO;
        }
        if (DESCRIBING.matcher(column).matches()) {
            return NONE;
        }
        if (GOOD.matcher(column).matches()) {
            return HIGHER;
        }
        return BAD.matcher(column).matches() ? LOWER : NONE;
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

    /** For people: {@code higher is better}. */
    public String text() {
        return switch (this) {
            case HIGHER -> "higher is better";
            case LOWER -> "lower is better";
            case ZERO -> "nearest to 0 is best";
            case NONE -> "";
        };
    }
}
