package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.HeatOverlay;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.LabelOverlay;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.image.OverlayControls;
import org.dawsonmri.imagej.image.ScanNames;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.WindowManager;

import java.util.List;

/** Lays labels and probabilities over a scan that is open. */
public final class OverlayJob {

    private OverlayJob() {
    }

    /**
     * Draws what is given, in place of what was drawn under the same name before, and opens the controls.
     *
     * @param scan title of an open image
     * @param labels title of an open image or a file; "" for none
     * @param probabilities the same for probabilities, a frame for each class; "" for none
     * @param name of the labels' layer
     * @param opacity 0 invisible to 1 opaque
     */
    public static void draw(String scan, String labels, String probabilities, String name, double opacity,
        OpenScans scans, Progress progress) {
        ImagePlus image = WindowManager.getImage(scan);
        if (image == null) {
            throw new DawsonException("'scan': no open image has the title '" + scan + "'; open the scan first"
                + " (Dawson Open Scan...)");
        }
        // NB: heat first, so that labels lie on top of it; both are read before anything is drawn.
        List<Volume> heat = probabilities.isEmpty() ? null : Images.toVolumes(scans.image(probabilities), progress);
        Volume map = labels.isEmpty() ? null : scans.volume(labels).named(ScanNames.leaf(labels));
        if (heat != null) {
            HeatOverlay.draw(image, heat, opacity, progress);
        }
        if (map != null) {
            LabelOverlay.draw(image, map, name, opacity, progress);
        }
        OverlayControls.open(image);
    }
}
