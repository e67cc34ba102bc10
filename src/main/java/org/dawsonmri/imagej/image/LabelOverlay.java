package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridMatch;
import org.dawsonmri.volume.GridMatch.Verdict;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;

import java.awt.Color;
import java.awt.Rectangle;
import java.util.function.IntFunction;

/**
 * Labels in colour on a scan, as an ImageJ overlay: one see-through picture per slice that has labels. Several can lie
 * on one scan under different names ("prediction", "reference"); drawing under a name again replaces the old one.
 *
 * <pre>{@code
 * LabelOverlay.draw(scanImage, prediction, "prediction", 0.4, progress);
 * }</pre>
 */
public final class LabelOverlay {

    private LabelOverlay() {
    }

    /**
     * Draws all labels above 0.
     *
     * @param name what to call it
     * @param opacity 0 invisible to 1 opaque
     * @throws DawsonException if the labels do not lie in the image's grid
     */
    public static void draw(ImagePlus image, Volume labels, String name, double opacity, Progress progress) {
        draw(image, labels, name, opacity, LabelColours::of, progress);
    }

    /** Draws all labels above 0 in colours of their own. */
    public static void draw(ImagePlus image, Volume stored, String name, double opacity, IntFunction<Color> colours,
            Progress progress) {
        Volume labels = onto(image, stored, progress);
        Geometry g = labels.geometry();
        remove(image, name);
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        for (int z = 0; z < g.nz(); z++) {
            Rectangle box = box(labels, z);
            if (!box.isEmpty()) {
                overlay.add(picture(labels, z, box, image, name, opacity, colours));
            }
        }
        image.setOverlay(overlay);
    }

    /** Takes away what was drawn under {@code name}; other overlays stay. */
    public static void remove(ImagePlus image, String name) {
        Overlay overlay = image.getOverlay();
        if (overlay != null) {
            overlay.remove(name);
            image.setOverlay(overlay);
        }
    }

    // -- Helper methods --

    /** Where one of both does not say where it lies, shapes have to do: whoever looks at it sees whether it fits. */
    private static Volume onto(ImagePlus image, Volume labels, Progress progress) {
        Geometry grid = ImageGeometry.of(image, Progress.NONE);
        boolean placed = !grid.codes().isNone() && !labels.geometry().codes().isNone();
        GridMatch match = GridRule.VOXEL.compare(image.getTitle(), grid, labels.geometry());
        if (placed || match.verdict() != Verdict.REFUSED || !grid.sameShape(labels.geometry())) {
            return GridRule.VOXEL.lay(labels, image.getTitle(), grid, progress);
        }
        progress.warning(labels.name() + ": is drawn voxel on voxel, as " + (grid.codes().isNone() ? image.getTitle()
            : labels.name()) + " does not say where it lies in the scanner");
        return labels;
    }

    private static Roi picture(Volume labels, int z, Rectangle box, ImagePlus image, String name, double opacity,
            IntFunction<Color> colours) {
        ColorProcessor pixels = new ColorProcessor(box.width, box.height);
        for (int y = 0; y < box.height; y++) {
            for (int x = 0; x < box.width; x++) {
                int label = (int) labels.get(box.x + x, box.y + y, z);
                pixels.set(x, y, colours.apply(label).getRGB() & 0xffffff);
            }
        }
        ImageRoi roi = new ImageRoi(box.x, box.y, pixels);
        roi.setZeroTransparent(true);
        roi.setOpacity(opacity);
        roi.setName(name);
        if (image.isHyperStack()) {
            roi.setPosition(0, z + 1, 0);
        } else {
            roi.setPosition(z + 1);
        }
        return roi;
    }

    /** The smallest rectangle around all labels of a slice. */
    private static Rectangle box(Volume labels, int z) {
        int x0 = Integer.MAX_VALUE;
        int y0 = Integer.MAX_VALUE;
        int x1 = -1;
        int y1 = -1;
        for (int y = 0; y < labels.geometry().ny(); y++) {
            for (int x = 0; x < labels.geometry().nx(); x++) {
                if (labels.get(x, y, z) > 0) {
                    x0 = Math.min(x0, x);
                    y0 = Math.min(y0, y);
                    x1 = Math.max(x1, x);
                    y1 = Math.max(y1, y);
                }
            }
        }
        return x1 < 0 ? new Rectangle() : new Rectangle(x0, y0, x1 - x0 + 1, y1 - y0 + 1);
    }
}
