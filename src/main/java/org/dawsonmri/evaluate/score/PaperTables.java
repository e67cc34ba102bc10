package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.stream.Stream;

/**
 * The scores of the second paper (marmoset and human spinal cords), under the names of its tables and in their units.
 * They are always Dawson's definitions, whatever the {@link Convention}: the paper names no library.
 *
 * <p>Table 1: precision, recall, DSC and JI from 0 to 1, of the whole volume; HSD and MSD in pixels, of 2-D slices,
 * averaged over the slices that hold both masks. Table 2, the grey matter challenge's: DSC and JI from 0 to 1, TPR,
 * TNR, PPV and the conformity coefficient CC in percent, MSD and HD in mm of the whole volume, SHD and SMD in mm of the
 * skeletons of axial slices. MSD is the average symmetric surface distance.
 */
final class PaperTables {

    private static final List<Score> KNOWN = Stream.of(OverlapScores.all(ScoreSettings.DEFAULT),
        SurfaceScores.all(ScoreSettings.DEFAULT), SkeletonScores.ALL, SliceScores.ALL).flatMap(List::stream).toList();

    static final List<Score> TABLE_1 = List.of(
        named("Precision", "precision", 1),
        named("Recall", "recall", 1),
        named("DSC", "dice", 1),
        named("JI", "jaccard", 1),
        named("HSD_px", "slice_hd_px", 1),
        named("MSD_px", "slice_assd_px", 1));

    static final List<Score> TABLE_2 = List.of(
        named("DSC", "dice", 1),
        named("MSD_mm", "assd_mm", 1),
        named("HD_mm", "hd_mm", 1),
        named("SHD_mm", "shd_mm", 1),
        named("SMD_mm", "smd_mm", 1),
        named("TPR_percent", "recall", 100),
        named("TNR_percent", "specificity", 100),
        named("PPV_percent", "precision", 100),
        named("JI", "jaccard", 1),
        named("CC_percent", "conformity_percent", 1));

    private PaperTables() {
    }

    private static Score named(String name, String column, double factor) {
        Score score = KNOWN.stream().filter(s -> s.column().equals(column)).findFirst().orElseThrow();
        return Score.special(name, pair -> factor * score.of(pair));
    }
}
