package org.dawsonmri.imagej.image;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.report.DisplayRange;
import org.dawsonmri.report.PictureFont;
import org.dawsonmri.report.SliceChoice;
import org.dawsonmri.report.SliceView;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Volume;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

/**
 * A PNG with the slices of a scan that tell most about a segmentation: the prediction's outline in orange, the
 * reference's in cyan below it. Slices are axial, the front of the head is up and, as radiologists look at them, the
 * patient's right is on the left (marked R and L); each bears its slice number in the canonical (RAS) grid, from 0.
 * Voxels are drawn in their true proportions. Needs no display and none of the computer's fonts.
 */
public final class OverlayPictures {

    public static final Color PREDICTION = new Color(255, 120, 0);
    static final Color REFERENCE = new Color(0, 220, 255);

    /** Longest side of one slice in pixels. */
    private static final int TILE = 360;
    private static final int GAP = 4;
    /** Of text in a slice. */
    private static final int MARGIN = 4;

    private OverlayPictures() {
    }

    /**
     * Writes {@code <prediction's name>_overlay.png}, whole or not at all.
     *
     * @param dir where to; is made if missing
     * @param reference the expert's labels, or null
     * @param maxSlices at most so many slices
     * @param grid which labels lie in the scan's grid
     * @return the file
     * @throws DawsonException if labels lie in another grid or the file cannot be written
     */
    public static Path write(Path dir, Volume scan, Volume prediction, Volume reference, int maxSlices, GridRule grid,
            Progress progress) {
        BufferedImage picture = draw(canonical(scan), canonical(grid.lay(prediction, scan, progress)),
            reference == null ? null : canonical(grid.lay(reference, scan, progress)), maxSlices);
        Path file = file(dir, prediction.name());
        AtomicFile.write(file, out -> ImageIO.write(picture, "png", out));
        return file;
    }

    /** The picture's file in that folder. @param prediction its name or file */
    public static Path file(Path dir, String prediction) {
        return dir.resolve(ScanNames.stem(prediction) + "_overlay.png");
    }

    // -- Helper methods --

    private static Volume canonical(Volume volume) {
        return Reorient.to(volume, Orientation.RAS);
    }

    private static BufferedImage draw(Volume scan, Volume prediction, Volume reference, int maxSlices) {
        Geometry g = scan.geometry();
        List<Integer> slices = SliceChoice.of(
            reference == null ? List.of(prediction) : List.of(prediction, reference), maxSlices);
        double pixelsPerMm = TILE / Math.max(g.nx() * g.spacingMm(0), g.ny() * g.spacingMm(1));
        SliceView view = new SliceView(g.nx(), g.ny(), g.spacingMm(0) * pixelsPerMm, g.spacingMm(1) * pixelsPerMm);
        int columns = (int) Math.ceil(Math.sqrt(slices.size()));
        int rows = (slices.size() + columns - 1) / columns;
        int width = view.width() + GAP;
        int height = view.height() + GAP;
        BufferedImage picture = new BufferedImage(columns * width + GAP, rows * height + GAP,
            BufferedImage.TYPE_INT_RGB);
        double[] range = DisplayRange.of(scan.voxels());
        for (int i = 0; i < slices.size(); i++) {
            int z = slices.get(i);
            int left = GAP + i % columns * width;
            int top = GAP + i / columns * height;
            Graphics2D tile = (Graphics2D) picture.createGraphics().create(left, top, view.width(), view.height());
            tile.drawImage(view.grey(scan, z, range), 0, 0, null);
            if (reference != null) {
                view.outline(tile, reference, z, REFERENCE, 3.5f);
            }
            view.outline(tile, prediction, z, PREDICTION, 1.5f);
            marks(tile, view, z);
            tile.dispose();
        }
        return picture;
    }

    private static void marks(Graphics2D tile, SliceView view, int z) {
        int middle = (view.height() - PictureFont.HEIGHT) / 2;
        PictureFont.draw(tile, "R", MARGIN, middle);
        PictureFont.draw(tile, "L", view.width() - MARGIN - PictureFont.width("L"), middle);
        PictureFont.draw(tile, Integer.toString(z), MARGIN, view.height() - MARGIN - PictureFont.HEIGHT);
    }
}
