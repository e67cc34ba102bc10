package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of scores of the second paper (marmoset and human spinal cords): what they hold, under which names and in
 * which units. The only definition of them; whoever measures, prints or compares such a table asks it.
 *
 * <p>Table 1 is of 2-D slices: precision, recall, DSC and JI from 0 to 1, HSD and MSD in pixels, averaged over the
 * slices of a case as {@link SliceScores} does. Table 2, the grey matter challenge's, is of whole volumes: DSC and JI
 * from 0 to 1, TPR, TNR, PPV and the conformity coefficient CC in percent, MSD and HD in mm, SHD and SMD in mm of the
 * skeletons of axial slices. MSD is the average symmetric surface distance.
 */
public enum PublishedTable {

    /** Means per slice, in pixels. */
    TABLE_1(3, false, List.of(
        new Entry("Precision", "", "slice_precision", 1),
        new Entry("Recall", "", "slice_recall", 1),
        new Entry("DSC", "", "slice_dice", 1),
        new Entry("JI", "", "slice_jaccard", 1),
        new Entry("HSD", "px", "slice_hd_px", 1),
        new Entry("MSD", "px", "slice_assd_px", 1))),

    /** Mean and SD per volume, in mm and %. */
    TABLE_2(2, true, List.of(
        new Entry("DSC", "", "dice", 1),
        new Entry("MSD", "mm", "assd_mm", 1),
        new Entry("HD", "mm", "hd_mm", 1),
        new Entry("SHD", "mm", "shd_mm", 1),
        new Entry("SMD", "mm", "smd_mm", 1),
        new Entry("TPR", "percent", "recall", 100),
        new Entry("TNR", "percent", "specificity", 100),
        new Entry("PPV", "percent", "precision", 100),
        new Entry("JI", "", "jaccard", 1),
        new Entry("CC", "percent", "conformity_percent", 1)));

    private static final List<Score> KNOWN = Stream.of(OverlapScores.all(ScoreSettings.DEFAULT),
        SurfaceScores.all(ScoreSettings.DEFAULT), SkeletonScores.ALL, SliceScores.ALL).flatMap(List::stream).toList();

    private final int decimals;
    private final boolean withSd;
    private final List<Entry> entries;

    /**
     * One score of a table.
     *
     * @param name the paper's
     * @param unit the paper's, empty for a ratio
     * @param column the column that it is, by the default convention
     * @param factor from the column's unit to the paper's: 100 for percents
     */
    public record Entry(String name, String unit, String column, double factor) {

        /** Always Dawson's definition, whatever the {@link Convention}: the paper names no library. */
        private Score score() {
            Score score = KNOWN.stream().filter(s -> s.column().equals(column)).findFirst().orElseThrow();
            return Score.special(name + (unit.isEmpty() ? "" : "_" + unit), pair -> factor * score.of(pair));
        }
    }

    PublishedTable(int decimals, boolean withSd, List<Entry> entries) {
        this.decimals = decimals;
        this.withSd = withSd;
        this.entries = entries;
    }

    /** Digits behind the point that the paper prints. */
    public int decimals() {
        return decimals;
    }

    /** True if the paper prints {@code mean (sd)}, false for the mean alone. */
    public boolean withSd() {
        return withSd;
    }

    /** The scores in the paper's order. */
    public List<Entry> entries() {
        return entries;
    }

    /** The same as columns of a {@code ScoresTable}. */
    List<Score> scores() {
        return entries.stream().map(Entry::score).toList();
    }
}
