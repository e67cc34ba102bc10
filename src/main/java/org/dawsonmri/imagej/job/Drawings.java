package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a user drew on a scan, from one of five sources, as voxels: 0 where nothing is, else the class.
 *
 * <ul>
 * <li>{@code selection}: the scan's selection, on the slice that is shown.
 * <li>{@code manager}: all regions of the ROI Manager, each on its slice.
 * <li>{@code overlay}: the regions of the scan's overlay, each on its slice; texts, arrows and pictures are left out.
 * <li>{@code file}: a {@code .zip} or {@code .roi} file of the ROI Manager.
 * <li>{@code mask}: an image of the scan's size; where it has a threshold the pixels within, else those other than 0.
 * </ul>
 */
public final class Drawings {

    /** Names of the sources. */
    public static final List<String> SOURCES = List.of("selection", "manager", "overlay", "file", "mask");

    private Drawings() {
    }

    /**
     * Collects what was drawn.
     *
     * @param source one of {@link #SOURCES}
     * @param file of the source {@code file}; title or file of the source {@code mask}
     * @param value class; 0 takes a region's own class or group number, or the mask's own values
     * @return of the scan's grid
     * @throws DawsonException if nothing was drawn, or it does not fit the scan
     */
    public static Volume read(ImagePlus scan, Geometry grid, String source, String file, int value, OpenScans scans,
        Progress progress) {
        if (source.equals("mask")) {
            return mask(file, scan.getTitle(), grid, value, scans, progress);
        }
        Volume drawn = Volume.zeros(grid, scan.getTitle());
        int unplaced = source.equals("selection") ? scan.getZ() - 1 : -1;
        int filled = 0;
        int skipped = 0;
        for (Roi roi : rois(scan, source, file)) {
            progress.checkCancelled();
            if (Region.isDrawing(roi)) {
                filled += Region.of(roi, scan, unplaced).fill(drawn.voxels(), grid.nx(), grid.ny(),
                    value > 0 ? value : Region.classOf(roi));
            } else {
                skipped++;
            }
        }
        if (filled == 0) {
            throw new DawsonException(scan.getTitle() + ": no pixel lies within the regions of '" + source + "'"
                + (skipped > 0 ? " (" + skipped + " are lines, texts or pictures)" : "") + "; draw an area first");
        }
        if (skipped > 0 && !source.equals("overlay")) {
            progress.warning(scan.getTitle() + ": " + skipped + " regions are lines or texts and label nothing");
        }
        return drawn;
    }

    // -- Regions --

    private static List<Roi> rois(ImagePlus scan, String source, String file) {
        List<Roi> rois = switch (source) {
            case "selection" -> scan.getRoi() == null ? List.of() : List.of(scan.getRoi());
            case "manager" -> managed();
            case "overlay" -> overlaid(scan.getOverlay());
            case "file" -> RoiFiles.read(Path.of(file));
            default -> throw new DawsonException("'source': is " + source + ", expected one of " + SOURCES);
        };
        if (rois.isEmpty()) {
            throw new DawsonException(scan.getTitle() + ": " + switch (source) {
                case "selection" -> "has no selection; draw one, or choose another source";
                case "manager" -> "the ROI Manager is empty; draw regions and press t after each, or choose another"
                    + " source";
                default -> "has no overlay; draw regions and press b after each, or choose another source";
            });
        }
        return rois;
    }

    private static List<Roi> managed() {
        RoiManager manager = openManager();
        return manager == null ? List.of() : Arrays.asList(manager.getRoisAsArray());
    }

    /** The ROI Manager, in batch mode the macro's, or null if neither is there: asking ImageJ itself would make one. */
    static RoiManager openManager() {
        return Interpreter.isBatchModeRoiManager() ? RoiManager.getInstance2() : RoiManager.getRawInstance();
    }

    private static List<Roi> overlaid(Overlay overlay) {
        return overlay == null ? List.of() : Arrays.asList(overlay.toArray());
    }

    // -- Masks --

    private static Volume mask(String name, String scan, Geometry grid, int value, OpenScans scans,
        Progress progress) {
        ImagePlus image = scans.image(name);
        Volume mask = GridRule.VOXEL.lay(Images.toVolume(image, progress), scan, grid, progress);
        ImageProcessor pixels = image.getProcessor();
        boolean thresholded = pixels.getMinThreshold() != ImageProcessor.NO_THRESHOLD;
        if (thresholded && value == 0) {
            throw new DawsonException("'value': is 0, so the mask's own values are its classes, but " + name
                + " has a threshold; give the class");
        }
        Volume drawn = Volume.zeros(grid, name);
        int filled = 0;
        for (int i = 0; i < mask.voxels().length; i++) {
            float v = mask.voxels()[i];
            boolean inside = thresholded
                ? v >= level(image, pixels.getMinThreshold()) && v <= level(image, pixels.getMaxThreshold())
                : v != 0;
            if (inside) {
                drawn.voxels()[i] = value > 0 ? value : classOf(v, name);
                filled++;
            }
        }
        if (filled == 0) {
            throw new DawsonException(name + ": is 0 everywhere; brush or threshold a mask first");
        }
        return drawn;
    }

    /** A threshold is in raw pixel values, voxels are calibrated. */
    private static double level(ImagePlus image, double raw) {
        return image.getCalibration().isSigned16Bit() ? image.getCalibration().getCValue(raw) : raw;
    }

    private static int classOf(float v, String name) {
        if (v != (int) v || v < 0 || v > Labels.MAX_VALUE) {
            throw new DawsonException(name + ": has the value " + v + ", expected whole numbers from 0 to "
                + Labels.MAX_VALUE + " where 'value' is 0; give the class in 'value'");
        }
        return (int) v;
    }
}
