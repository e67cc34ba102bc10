package org.dawsonmri.augment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.Slices;
import org.dawsonmri.volume.Components;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lesions of many masks, cut into planes of one working grid. Only the lesions' pixels are kept, so that hundreds of
 * masks fit into memory.
 */
public final class LesionShapes {

    /** What a mask's voxels are compared with. */
    private static final float LESION = 0.5f;

    private final Geometry grid;
    private final int axis;
    private final List<List<List<int[]>>> masks; // mask, plane, lesion: its pixels

    private LesionShapes(Geometry grid, int axis, List<List<List<int[]>>> masks) {
        this.grid = grid;
        this.axis = axis;
        this.masks = masks;
    }

    /**
     * Reads all masks of a folder and brings them to the working grid of a scan. Files are read one after the other.
     *
     * @param scan any prepared scan in the masks' space
     * @param axis planes are cut across this axis
     * @throws DawsonException if the folder has no mask, a mask lies in another space, or all are empty
     */
    public static LesionShapes read(Path folder, PreparedScan scan, int axis, Progress progress) {
        List<Path> files = files(folder);
        List<List<List<int[]>>> masks = new ArrayList<>();
        for (Path file : files) {
            progress.checkCancelled();
            List<List<int[]>> planes = planes(scan.label(NiftiReader.read(file), progress), axis);
            if (planes.stream().anyMatch(plane -> !plane.isEmpty())) {
                masks.add(planes);
            }
            progress.update(masks.size(), files.size(), "lesion masks read");
        }
        if (masks.isEmpty()) {
            throw new DawsonException(folder + ": has " + files.size() + " NIfTI files, none of them with a lesion in "
                + "the field of the scans; give painted_lesions.folder a folder of lesion masks in the scans' space");
        }
        return new LesionShapes(scan.workingGrid(), axis, masks);
    }

    /** Number of masks with lesions. */
    public int count() {
        return masks.size();
    }

    Geometry grid() {
        return grid;
    }

    int axis() {
        return axis;
    }

    /** The lesions of a mask in a plane, each as pixel numbers; none beyond the grid. */
    List<int[]> lesions(int mask, int plane) {
        List<List<int[]>> planes = masks.get(mask);
        return plane < 0 || plane >= planes.size() ? List.of() : planes.get(plane);
    }

    /** The axis of the grid that runs between left and right. */
    int leftRight() {
        String code = Orientation.of(grid.affine()).code();
        return Math.max(code.indexOf('L'), code.indexOf('R'));
    }

    private static List<List<int[]>> planes(Volume mask, int axis) {
        Geometry g = mask.geometry();
        List<List<int[]>> planes = new ArrayList<>();
        float[] plane = new float[Slices.width(g, axis) * Slices.height(g, axis)];
        for (int i = 0; i < g.size(axis); i++) {
            Slices.get(mask, axis, i, plane, 0);
            planes.add(Components.ofPlane(Slices.width(g, axis), Slices.height(g, axis), p -> plane[p] >= LESION));
        }
        return planes;
    }

    /** The masks of a folder. @throws DawsonException if it is none */
    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DawsonException(folder + ": there is no such folder; give painted_lesions.folder a folder of "
                + "lesion masks in the scans' space");
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(file -> isImage(FileName.of(file).toLowerCase(Locale.ROOT)))
                .sorted().toList();
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be listed (" + e.getMessage()
                + "); ask its owner for permission", e);
        }
    }

    private static boolean isImage(String name) {
        return !name.startsWith(".") && (name.endsWith(".nii") || name.endsWith(".nii.gz"));
    }
}
