package org.dawsonmri.evaluate.report;

import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.score.Score;
import org.dawsonmri.evaluate.score.Status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cases of a report from worst to best, and where in the page they are.
 *
 * @param order names, worst first by the mean of the primary score over classes; cases without one last
 * @param pictured those of them that have a picture
 */
record CaseLinks(List<String> order, Set<String> pictured) {

    /** The cases of a table that were measured, worst first; those where the primary score is undefined come last. */
    static List<String> worstFirst(ScoresTable table) {
        Score primary = Score.primary(table.scores());
        Map<String, double[]> sums = new HashMap<>(); // badness and how many classes
        List<String> names = new ArrayList<>();
        for (ScoresRow row : table.rows()) {
            if (row.status() != Status.FAILED) {
                if (!names.contains(row.caseName())) {
                    names.add(row.caseName());
                }
                double badness = primary == null ? Double.NaN
                    : primary.direction().badness(row.score(primary.column()));
                double[] sum = sums.computeIfAbsent(row.caseName(), name -> new double[2]);
                sum[0] += Double.isNaN(badness) ? 0 : badness;
                sum[1] += Double.isNaN(badness) ? 0 : 1;
            }
        }
        names.sort(Comparator.comparingDouble(name -> {
            double[] sum = sums.get(name);
            return sum[1] == 0 ? Double.POSITIVE_INFINITY : -sum[0] / sum[1];
        }));
        return names;
    }

    String rowId(String name) {
        return "row-" + order.indexOf(name);
    }

    String pictureId(String name) {
        return "picture-" + order.indexOf(name);
    }

    /** Where a case is seen: its picture, or else its row. */
    String href(String name) {
        return "#" + (pictured.contains(name) ? pictureId(name) : rowId(name));
    }
}
