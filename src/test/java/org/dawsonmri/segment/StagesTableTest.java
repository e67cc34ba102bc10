package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

class StagesTableTest {

    @TempDir
    private Path folder;

    @Test
    void lesionsAreFoundAsLongAsOneVoxelIsLeft() throws IOException {
        Volume labels = Volume.zeros(Geometry.ofSpacing(10, 4, 3, 1, 1, 1), "labels");
        Volume reference = labels.with(new float[labels.voxels().length]).named("reference");
        for (int x : new int[] {0, 1, 5, 6, 9}) { // three lesions
            reference.voxels()[reference.index(x, 1, 1)] = x == 9 ? 2 : 1;
        }
        Segmentation result = new Segmentation(labels, List.of(), List.of(
            new StageResult("candidates", 120, voxels(labels, 0, 1, 2, 3, 6), null),
            new StageResult("stage1", 5, voxels(labels, 1), null)));
        Path file = folder.resolve("stages.csv");
        StagesTable table = StagesTable.continued(file, GridRule.VOXEL);
        table.add("a", result, Reorient.to(reference, Orientation.parse("LPS")), Progress.NONE);
        table.add("b", result, null, Progress.NONE);
        table.write(file);
        assertEquals(List.of("subject,stage,voxels_in,voxels_kept,reference_lesions,lesions_found",
            "a,candidates,120,5,3,2", "a,stage1,5,1,3,1", "b,candidates,120,5,n/a,n/a", "b,stage1,5,1,n/a,n/a"),
            Files.readAllLines(file));
        Volume other = Volume.zeros(Geometry.ofSpacing(10, 4, 4, 1, 1, 1), "other.nii");
        String message = assertThrows(DawsonException.class, () -> table.add("c", result, other, Progress.NONE))
            .getMessage();
        assertTrue(message.startsWith("other.nii: has 10×4×4 voxels of 1×1×1 mm where labels has 10×4×3"), message);
    }

    @Test
    void aTableIsGoneOnWith() throws IOException {
        Volume labels = Volume.zeros(Geometry.ofSpacing(10, 4, 3, 1, 1, 1), "labels");
        Path file = folder.resolve("stages.csv");
        Files.writeString(file, "subject,stage,voxels_in,voxels_kept,reference_lesions,lesions_found\n"
            + "=a,stage1,9,9,n/a,n/a\nb,stage1,8,8,n/a,n/a\n");
        StagesTable table = StagesTable.continued(file, GridRule.VOXEL);
        table.add("=a", new Segmentation(labels, List.of(),
            List.of(new StageResult("stage1", 5, voxels(labels, 1), null))), null, Progress.NONE);
        table.write(file);
        assertEquals(List.of("b,stage1,8,8,n/a,n/a", "\"'=a\",stage1,5,1,n/a,n/a"),
            Files.readAllLines(file).subList(1, 3));
    }

    private static BitSet voxels(Volume grid, int... xs) {
        BitSet voxels = new BitSet();
        for (int x : xs) {
            voxels.set(grid.index(x, 1, 1));
        }
        return voxels;
    }
}
