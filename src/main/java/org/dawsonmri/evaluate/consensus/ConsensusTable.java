package org.dawsonmri.evaluate.consensus;

import org.dawsonmri.Csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well raters agree with their consensus: one row for each scan, rater and class.
 *
 * @param rows values by {@link #COLUMNS}
 */
public record ConsensusTable(List<Map<String, Object>> rows) {

    public static final List<String> COLUMNS =
        List.of("case", "rater", "class", "sensitivity", "specificity", "dice", "volume_ml");

    /** Of one scan. */
    public static ConsensusTable of(String name, List<RaterScore> scores) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RaterScore score : scores) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("case", name);
            row.putAll(score.toMap());
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
}
