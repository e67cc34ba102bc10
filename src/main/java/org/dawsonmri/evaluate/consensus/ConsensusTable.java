package org.dawsonmri.evaluate.consensus;

import org.dawsonmri.Columns;
import org.dawsonmri.Csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How well raters agree with their consensus: one row for each scan, rater and class.
 *
 * @param rows values by {@link #COLUMNS}
 */
public record ConsensusTable(List<Map<String, Object>> rows) {

    public static final List<String> COLUMNS =
        Stream.concat(Stream.of("case"), RaterScore.COLUMNS.names().stream()).toList();

    /** Of one scan. */
    public static ConsensusTable of(String name, List<RaterScore> scores) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RaterScore score : scores) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("case", name);
            row.putAll(RaterScore.COLUMNS.row(score));
            rows.add(row);
        }
        return new ConsensusTable(rows);
    }

    /** Of several scans; those without a consensus have no rows. */
    public static ConsensusTable of(List<ConsensusFiles.Outcome> outcomes) {
        return new ConsensusTable(
            outcomes.stream().flatMap(outcome -> of(outcome.name(), outcome.scores()).rows().stream()).toList());
    }

    /** Writes it as CSV. */
    public void write(Path file) {
        Csv.write(file, COLUMNS, rows);
    }

    /**
     * How well one rater agrees with the consensus on one class. By majority the consensus is a label map; by STAPLE
     * each voxel counts with its probability of the class, and sensitivity and specificity are the method's own
     * estimates.
     *
     * @param rater name of the rater
     * @param label the class
     * @param sensitivity part of the consensus' voxels of the class that the rater gives it, too; NaN if there is none
     * @param specificity part of the consensus' other voxels that the rater does not give it; NaN if there is none
     * @param dice twice what both give the class / what either gives it; NaN if neither does
     * @param volumeMl what the rater gives the class, in ml
     */
    public record RaterScore(String rater, int label, double sensitivity, double specificity, double dice,
            double volumeMl) {

        static final Columns<RaterScore> COLUMNS = new Columns<RaterScore>().with("rater", RaterScore::rater)
            .with("class", RaterScore::label).with("sensitivity", RaterScore::sensitivity)
            .with("specificity", RaterScore::specificity).with("dice", RaterScore::dice)
            .with("volume_ml", RaterScore::volumeMl);
    }
}
