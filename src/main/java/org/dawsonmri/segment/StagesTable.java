package org.dawsonmri.segment;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.score.ReferenceLesions;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stages of a cascade did with several subjects: how many voxels each looked at and passed on, and how many of
 * the reference's lesions (voxels that share faces) still had at least one voxel after it.
 */
public final class StagesTable {

    private static final String HEADER = "subject,stage,voxels_in,voxels_kept,reference_lesions,lesions_found";

    private final List<String> lines = new ArrayList<>(List.of(HEADER));
    private final GridRule grid;

    /** @param grid which references lie in their scan's grid */
    public StagesTable(GridRule grid) {
        this.grid = grid;
    }

    /**
     * Adds a line for each stage.
     *
     * @param reference the subject's lesions, any label but 0; null if there is none
     * @throws org.dawsonmri.DawsonException if the reference is no label map or lies in another grid than the scan
     */
    public void add(String subject, Segmentation result, Volume reference, Progress progress) {
        ReferenceLesions lesions = reference == null ? null
            : new ReferenceLesions(grid.lay(reference, result.labels(), progress));
        for (StageResult stage : result.stages()) {
            lines.add(String.join(",", subject, stage.name(), Integer.toString(stage.voxelsIn()),
                Integer.toString(stage.kept().cardinality()),
                lesions == null ? "n/a" : Integer.toString(lesions.count()),
                lesions == null ? "n/a" : Integer.toString(lesions.found(stage.kept()))));
        }
    }

    /** Writes all lines so far as CSV. */
    public void write(Path file) {
        String text = String.join("\n", lines) + "\n";
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
