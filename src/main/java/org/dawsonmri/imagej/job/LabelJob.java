package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.ImageGeometry;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.LabelOverlay;
import org.dawsonmri.imagej.image.NiftiSaver;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.image.ScanNames;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns what a user drew on a scan into labels with the scan's geometry.
 *
 * <pre>{@code
 * new LabelJob("selection", "", 1, "lesion", "add").label("FLAIR.nii.gz", "", "", true, scans, progress);
 * }</pre>
 *
 * @param source one of {@link Drawings#SOURCES}
 * @param file the regions' file, or the mask's title or file; "" for the other sources
 * @param value class from 1, or 0 for the regions' groups or the mask's own values
 * @param className what the class is called, or "" for nothing new
 * @param mode one of {@link Labels#MODES}
 */
public record LabelJob(String source, String file, int value, String className, String mode) {

    private static final double OPACITY = 0.4;
    private static final String OVERLAY = "labels";

    /** @throws DawsonException if the settings do not make sense together */
    public LabelJob {
        requireOneOf("source", source, Drawings.SOURCES);
        requireOneOf("mode", mode, Labels.MODES);
        if (value < 0 || value > Labels.MAX_VALUE) {
            throw new DawsonException("'value': is " + value + ", expected 1 to " + Labels.MAX_VALUE
                + ", or 0 for the regions' groups");
        }
        file = file.trim();
        boolean needsFile = source.equals("file") || source.equals("mask");
        if (needsFile == file.isEmpty()) {
            throw new DawsonException(needsFile
                ? "'file': is empty; give " + (source.equals("mask") ? "the mask's title or file" : "a .zip or .roi"
                    + " file")
                : "'file': is " + file + ", but 'source' is " + source + "; choose the source file or mask, or leave"
                    + " 'file' empty");
        }
        if (source.equals("file") && !RoiFiles.isName(file)) {
            throw new DawsonException("'file': is " + file + ", expected a .zip or .roi file of the ROI Manager; for an"
                + " image choose the source mask");
        }
        className = ClassNames.checked(className);
        if (value == 0 && !className.isEmpty()) {
            throw new DawsonException("'class_name': is " + className + ", but 'value' is 0, which may mean several"
                + " classes; leave one of them out");
        }
    }

    /**
     * Makes or changes a label image. One that is open is changed where it is.
     *
     * @param scan title of an open image, or a file
     * @param labels title or file of the label image to change; "" for a new one
     * @param out a NIfTI file for the result, or ""; may be that of the labels, to be gone on with
     * @param existing what happens to that file if it is there already
     * @param overlay whether to draw the labels on the scan, if it is open
     * @return the label image, which may not be shown yet
     */
    public ImagePlus label(String scan, String labels, String out, Existing existing, boolean overlay, OpenScans scans,
        Progress progress) {
        new OutputFiles(existing).file(out, Kind.IMAGE).inputs(OpenScans.source(scan.trim()), OpenScans.source(file))
            .check();
        ImagePlus image = scans.image(scan.trim());
        Geometry grid = ImageGeometry.of(image, progress);
        Volume drawn = Drawings.read(image, grid, source, file, value, scans, progress);
        ImagePlus old = labels.isBlank() ? null : scans.image(labels.trim());
        String title = ScanNames.stem(image.getTitle()) + "_labels";
        Volume before = old == null ? Volume.zeros(grid, title) : GridRule.VOXEL.lay(
            Labels.checked(Images.toVolume(old, progress)), image.getTitle(), grid, progress);
        progress.checkCancelled();
        Volume after = Labels.change(before, drawn, mode);
        ImagePlus result = show(after, old);
        if (!className.isEmpty()) {
            Map<Integer, String> names = ClassNames.of(result);
            names.put(value, className);
            ClassNames.attach(result, names);
        }
        if (!out.isBlank()) {
            NiftiSaver.save(result, Path.of(out.trim()), "auto", progress);
        }
        if (overlay && WindowManager.getImage(image.getID()) != null) {
            LabelOverlay.draw(image, after, OVERLAY, OPACITY, progress);
        }
        progress.message(text(after, result.getTitle()));
        return result;
    }

    // -- Helper methods --

    private static ImagePlus show(Volume labels, ImagePlus old) {
        ImagePlus fresh = Images.toImagePlus(labels);
        if (old == null) {
            return fresh;
        }
        int slice = old.getCurrentSlice();
        ImageStack stack = fresh.getStack();
        old.setStack(null, stack);
        ImageGeometry.attach(old, labels);
        old.setLut(fresh.getProcessor().getLut());
        old.setDisplayRange(fresh.getDisplayRangeMin(), fresh.getDisplayRangeMax());
        old.setSlice(slice);
        old.updateAndDraw();
        old.changes = true;
        return old;
    }

    private static String text(Volume labels, String title) {
        int nz = labels.geometry().nz();
        long slices = IntStream.range(0, nz).filter(z -> Labels.on(labels, z).length > 0).count();
        return title + ": " + slices + " of " + nz + " slices have labels";
    }

    private static void requireOneOf(String name, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new DawsonException("'" + name + "': is " + value + ", expected one of " + String.join(", ", known));
        }
    }
}
