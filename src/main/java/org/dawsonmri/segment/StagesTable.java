package org.dawsonmri.segment;

import org.dawsonmri.Csv;
import org.dawsonmri.Progress;
import org.dawsonmri.score.ReferenceLesions;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the stages of a cascade did with several subjects: how many voxels each looked at and passed on, and how many of
 * the reference's lesions (voxels that share faces) still had at least one voxel after it.
 */
public final class StagesTable {

    private static final String SUBJECT = "subject";
    private static final List<String> COLUMNS =
        List.of(SUBJECT, "stage", "voxels_in", "voxels_kept", "reference_lesions", "lesions_found");

    private final List<Map<String, ?>> rows;
    private final GridRule grid;

    private StagesTable(List<Map<String, String>> before, GridRule grid) {
        this.rows = new ArrayList<>(before);
        this.grid = grid;
    }

    /**
     * The table that was written before, to go on with; an empty one if there is none.
     *
     * @param grid which references lie in their scan's grid
     */
    public static StagesTable continued(Path file, GridRule grid) {
        return new StagesTable(Files.exists(file) ? Csv.read(file) : List.of(), grid);
    }

    /**
     * Adds a line for each stage, in the place of those that the subject has.
     *
     * @param reference the subject's lesions, any label but 0; null if there is none
     * @throws org.dawsonmri.DawsonException if the reference is no label map or lies in another grid than the scan
     */
    public void add(String subject, Segmentation result, Volume reference, Progress progress) {
        ReferenceLesions lesions = reference == null ? null
            : new ReferenceLesions(grid.lay(reference, result.labels(), progress));
        rows.removeIf(row -> subject.equals(row.get(SUBJECT)));
        for (StageResult stage : result.stages()) {
            Map<String, Object> row = new LinkedHashMap<>();
            List<Object> values = List.of(subject, stage.name(), stage.voxelsIn(), stage.kept().cardinality(),
                lesions == null ? "n/a" : lesions.count(), lesions == null ? "n/a" : lesions.found(stage.kept()));
            COLUMNS.forEach(column -> row.put(column, values.get(row.size())));
            rows.add(row);
        }
    }

    /** Writes all lines so far as CSV. */
    public void write(Path file) {
        Csv.write(file, COLUMNS, rows);
    }
}
