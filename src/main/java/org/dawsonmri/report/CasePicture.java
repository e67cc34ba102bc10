package org.dawsonmri.report;

import org.dawsonmri.report.PictureSource.CaseVolumes;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Volume;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A strip of axial slices around the labels of a case: above the outlines of reference and prediction on the scan,
 * below what agrees and what does not ({@link Agreement}). Slices are laid out as radiologists look at them, the
 * patient's right on the left, and bear their number in the canonical (RAS) grid, from 0.
 */
final class CasePicture {

    static final Color REFERENCE = new Color(0, 220, 255);
    static final Color PREDICTION = new Color(255, 120, 0);

    /** Longest side of one slice in pixels: the first for small structures, up to the second for whole heads. */
    private static final int SMALL_TILE = 160;
    private static final int LARGE_TILE = 300;
    private static final double LEAST_PIXELS_PER_MM = 1.6;
    private static final int GAP = 3;
    private static final int SLICES = 5;
    /** How much of the scan is shown around the labels. */
    private static final double MARGIN_MM = 12;
    private static final float OPACITY = 0.62f;

    private final Volume scan; // may be null
    private final Volume reference;
    private final Volume prediction;
    private final int[] box; // x0, y0, x1, y1 of what is shown

    private CasePicture(CaseVolumes volumes) {
        Geometry grid = volumes.reference().geometry();
        scan = volumes.scan() == null ? null : canonical(volumes.scan(), grid);
        reference = canonical(volumes.reference(), grid);
        prediction = canonical(volumes.prediction(), grid);
        box = box();
    }

    /** The picture of a case. */
    static BufferedImage of(CaseVolumes volumes) {
        return new CasePicture(volumes).draw();
    }

    /** The picture as text that an HTML page takes in place of an address. */
    static String toDataUri(BufferedImage picture) {
        coarsen(picture);
        return Png.toDataUri(Png.of(picture));
    }

    /** Takes the two lowest bits of colours away: nobody sees them, and without their noise a PNG is far smaller. */
    private static void coarsen(BufferedImage picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, picture.getRGB(x, y) & 0xfffcfcfc);
            }
        }
    }

    private BufferedImage draw() {
        List<Integer> slices = SliceChoice.of(List.of(reference, prediction), SLICES);
        double[] spacing = reference.geometry().spacingMm();
        int nx = box[2] - box[0];
        int ny = box[3] - box[1];
        double longest = Math.max(nx * spacing[0], ny * spacing[1]);
        double pixelsPerMm = Math.max(SMALL_TILE, Math.min(LARGE_TILE, LEAST_PIXELS_PER_MM * longest)) / longest;
        SliceView view = new SliceView(nx, ny, spacing[0] * pixelsPerMm, spacing[1] * pixelsPerMm);
        double[] range = scan == null ? null : DisplayRange.of(scan.voxels());
        int width = view.width() + GAP;
        int height = view.height() + GAP;
        BufferedImage picture = new BufferedImage(slices.size() * width - GAP, 2 * height - GAP,
            BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < slices.size(); i++) {
            int z = slices.get(i);
            Volume labels = slice(reference, z);
            Volume found = slice(prediction, z);
            BufferedImage grey = scan == null
                ? new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB)
                : view.grey(slice(scan, z), 0, range);
            Graphics2D tile = (Graphics2D) picture.createGraphics().create(i * width, 0, view.width(), view.height());
            tile.drawImage(grey, 0, 0, null);
            view.outline(tile, labels, 0, REFERENCE, 3f);
            view.outline(tile, found, 0, PREDICTION, 1.4f);
            PictureFont.draw(tile, Integer.toString(z), 4, view.height() - 4 - PictureFont.HEIGHT);
            tile.dispose();
            Graphics2D below = (Graphics2D) picture.createGraphics().create(i * width, height, view.width(),
                view.height());
            below.drawImage(grey, 0, 0, null);
            view.fill(below, Agreement.map(labels, found), 0, Agreement::colourOf, OPACITY);
            below.dispose();
        }
        return picture;
    }

    private static Volume canonical(Volume volume, Geometry grid) {
        return Reorient.to(new Volume(grid, volume.voxels(), volume.name()), Orientation.RAS);
    }

    /** What of one slice is shown, as a volume of one slice. */
    private Volume slice(Volume volume, int z) {
        int nx = box[2] - box[0];
        int ny = box[3] - box[1];
        float[] voxels = new float[nx * ny];
        for (int y = 0; y < ny; y++) {
            System.arraycopy(volume.voxels(), volume.index(box[0], box[1] + y, z), voxels, y * nx, nx);
        }
        return new Volume(new Geometry(nx, ny, 1, Affine.scaling(1, 1, 1), volume.geometry().unit()), voxels,
            volume.name());
    }

    /** In-plane box around all labels with a margin; the whole slice if there are none. */
    private int[] box() {
        Geometry g = reference.geometry();
        int[] found = {g.nx(), g.ny(), 0, 0};
        for (int i = 0; i < reference.voxels().length; i++) {
            if (reference.voxels()[i] != 0 || prediction.voxels()[i] != 0) {
                int x = i % g.nx();
                int y = i / g.nx() % g.ny();
                found[0] = Math.min(found[0], x);
                found[1] = Math.min(found[1], y);
                found[2] = Math.max(found[2], x + 1);
                found[3] = Math.max(found[3], y + 1);
            }
        }
        if (found[2] == 0) {
            return new int[] {0, 0, g.nx(), g.ny()};
        }
        int mx = (int) Math.ceil(MARGIN_MM / g.spacingMm(0));
        int my = (int) Math.ceil(MARGIN_MM / g.spacingMm(1));
        return new int[] {Math.max(0, found[0] - mx), Math.max(0, found[1] - my), Math.min(g.nx(), found[2] + mx),
            Math.min(g.ny(), found[3] + my)};
    }
}
