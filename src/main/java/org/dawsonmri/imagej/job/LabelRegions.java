package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.LabelColours;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.plugin.frame.RoiManager;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The way back from labels to regions: for each class and slice one region, which {@link LabelJob} turns into the very
 * same pixels. It remembers its class, its position is the slice, its colour the label's.
 */
public final class LabelRegions {

    /** Where regions can go. */
    public static final List<String> TARGETS = List.of("manager", "overlay", "file");

    private LabelRegions() {
    }

    /**
     * Makes the regions.
     *
     * @param image of labels
     * @param value the class, or 0 for all
     * @throws DawsonException if the image holds something else than labels, or has no such class
     */
    public static List<Roi> of(ImagePlus image, int value, Progress progress) {
        Volume labels = Labels.checked(Images.toVolume(image, progress));
        Map<Integer, String> names = ClassNames.of(image);
        List<Roi> rois = new ArrayList<>();
        for (int z = 0; z < labels.geometry().nz(); z++) {
            progress.checkCancelled();
            for (int found : Labels.on(labels, z)) {
                if (value == 0 || value == found) {
                    Roi roi = region(labels, z, found);
                    roi.setName(String.format(Locale.ROOT, "%s-%04d", names.getOrDefault(found, "class" + found),
                        z + 1).replaceAll("[/\\\\:*?\"<>|]", "_"));
                    rois.add(roi);
                }
            }
        }
        if (rois.isEmpty()) {
            throw new DawsonException(image.getTitle() + ": has no label " + (value == 0 ? "other than 0" : value)
                + "; choose another image or class");
        }
        return rois;
    }

    /**
     * Hands regions over.
     *
     * @param target one of {@link #TARGETS}
     * @param image that an overlay goes onto; its other regions stay
     * @param file for the target {@code file}
     * @throws DawsonException without a display for the ROI Manager, or if the file cannot be written
     */
    public static void give(List<Roi> rois, String target, ImagePlus image, String file) {
        switch (target) {
            case "file" -> RoiFiles.write(rois, Path.of(file));
            case "overlay" -> {
                Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
                rois.forEach(overlay::add);
                image.setOverlay(overlay);
            }
            default -> {
                RoiManager manager = Drawings.openManager();
                if (manager == null && GraphicsEnvironment.isHeadless()) {
                    throw new DawsonException("'target': is manager, but the ROI Manager is a window and there is no"
                        + " display; choose overlay or file");
                }
                RoiManager shown = manager == null ? RoiManager.getRoiManager() : manager;
                rois.forEach(shown::addRoi);
            }
        }
    }

    private static Roi region(Volume labels, int z, int value) {
        int width = labels.geometry().nx();
        int height = labels.geometry().ny();
        ByteProcessor mask = new ByteProcessor(width, height);
        for (int i = 0; i < width * height; i++) {
            mask.set(i, labels.voxels()[z * width * height + i] == value ? 255 : 0);
        }
        mask.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
        Roi roi = new ThresholdToSelection().convert(mask);
        roi.setPosition(z + 1);
        roi.setStrokeColor(LabelColours.of(value));
        Region.setClass(roi, value);
        return roi;
    }
}
