package org.dawsonmri.evaluate.score;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a column says: {@code surface_dice_monai_2mm} is the surface Dice by MONAI with a tolerance of 2 mm.
 * Tables that were written before are known by nothing else, so whoever looks for a score asks for its {@link #id}.
 *
 * @param id the same for a score whatever its convention, percentage or tolerance: {@code surface_dice}
 * @param percent true where a convention gives a percentage for what is a ratio otherwise
 * @param toleranceMm as the name says it; empty for a score without a tolerance
 */
public record ScoreName(String id, boolean percent, String toleranceMm) {

    /** The score within a tolerance, which its column names. */
    static final String SURFACE_DICE = "surface_dice";

    private static final Pattern TOLERANT = Pattern.compile(SURFACE_DICE + "_(.+)mm");

    /** Reads a column's name. */
    public static ScoreName of(String column) {
        String plain = Convention.plain(column);
        Matcher tolerant = TOLERANT.matcher(plain);
        boolean percent = !plain.equals(column) && column.endsWith("_percent");
        return tolerant.matches() ? new ScoreName(SURFACE_DICE, percent, tolerant.group(1))
            : new ScoreName(plain, percent, "");
    }
}
