package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables of scores of the second paper (marmoset and human spinal cords) and of the thesis: what they hold, under
 * which names and in which units. The only definition of them; whoever measures, prints or compares such a table asks
 * it.
 *
 * <p>Table 1 is of 2-D slices: precision, recall, DSC and JI from 0 to 1, HSD and MSD in pixels, averaged over the
 * slices of a case as {@link SliceScores} does. Table 2, the grey matter challenge's, is of whole volumes: DSC and JI
 * from 0 to 1, TPR, TNR, PPV and the conformity coefficient CC in percent, MSD and HD in mm, SHD and SMD in mm of the
 * skeletons of axial slices. MSD is the average symmetric surface distance.
 */
public enum PublishedTable {

    /** Means per slice, in pixels. */
    TABLE_1(3, false, List.of(
        new Entry("Precision", "", "slice_precision"),
        new Entry("Recall", "", "slice_recall"),
        new Entry("DSC", "", "slice_dice"),
        new Entry("JI", "", "slice_jaccard"),
        new Entry("HSD", "px", "slice_hd_px"),
        new Entry("MSD", "px", "slice_assd_px"))),
    /** Mean and SD per volume, in mm and %. */
    TABLE_2(2, true, List.of(
        new Entry("DSC", "", "dice"),
        new Entry("MSD", "mm", "assd_mm"),
        new Entry("HD", "mm", "hd_mm"),
        new Entry("SHD", "mm", "shd_mm"),
        new Entry("SMD", "mm", "smd_mm"),
        new Entry("TPR", "percent", "recall"),
        new Entry("TNR", "percent", "specificity"),
        new Entry("PPV", "percent", "precision"),
        new Entry("JI", "", "jaccard"),
        new Entry("CC", "percent", "conformity_percent"))),
    /** What the first author's thesis (section 3.4) prints of each model beside its size: Dice per volume. */
    MODELS(3, true, List.of(new Entry("Dice score of these cases", "", "dice")));

    private final int decimals;
    private final boolean withSd;
    private final List<Entry> entries;

    /**
     * One score of a table.
     *
     * @param name the paper's
     * @param unit the paper's, empty for a ratio
     * @param id the score that it is, whatever its convention
     */
    public record Entry(String name, String unit, String id) {

        /** Always Dawson's definition, whatever the {@link Convention}: the paper names no library. */
        public Score score() {
            return Stream.of(OverlapScores.all(ScoreSettings.DEFAULT), SurfaceScores.all(ScoreSettings.DEFAULT),
                SkeletonScores.ALL, SliceScores.ALL).flatMap(List::stream).filter(score -> score.id().equals(id))
                .findFirst().orElseThrow().in(name, unit);
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

    /** The name of its family of scores, {@code table1}. */
    String family() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    /**
     * The score of an entry among those of a table: the paper's own column if this table was measured under the paper's
     * names, else the same score under whatever convention.
     */
    public Optional<Score> find(Entry entry, List<Score> scores) {
        boolean own = entries.stream().allMatch(each -> own(each, scores).isPresent());
        return own ? own(entry, scores)
            : scores.stream().filter(score -> score.id().equals(entry.id())).findFirst();
    }

    private Optional<Score> own(Entry entry, List<Score> scores) {
        Score score = entry.score();
        return Stream.of(score.ofFamily(family()), score).map(Score::column)
            .flatMap(column -> scores.stream().filter(each -> each.column().equals(column))).findFirst();
    }

    /** The same as columns of a {@code ScoresTable}. */
    List<Score> scores() {
        return entries.stream().map(Entry::score).toList();
    }
}
