package org.dawsonmri.imagej.image;

import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.ImageGeometry.PixelUnit;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.plugin.DICOM;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where an image lies and what its values mean: the one answer for everything that takes images. What Dawson read is
 * known again; a NIfTI file that another program read for ImageJ is asked itself; DICOM slices say where they lie; of
 * all others only the pixel size is known.
 *
 * @param geometry the grid of each frame
 * @param slope what to multiply the image's values by
 * @param intercept what to add to them then
 */
record ScanPlace(Geometry geometry, double slope, double intercept) {

    /** The place of an image; whatever had to be guessed is a warning. */
    static ScanPlace of(ImagePlus image, Progress progress) {
        Recognition read = ImageGeometry.read(image);
        if (read != null) {
            return new ScanPlace(ImageGeometry.follow(image, read, Images.frame(image, 0), progress), 1, 0);
        }
        NiftiOrigin file = NiftiOrigin.of(image);
        if (file != null) {
            NiftiOrigin.Found found = file.find(Images.frame(image, 0), progress);
            if (found != null) {
                return new ScanPlace(found.geometry(), found.slope(), found.intercept());
            }
        }
        Geometry slices = DicomHeaders.geometry(image);
        if (slices != null) {
            requireUnmoved(image, progress);
        }
        return new ScanPlace(slices != null ? slices : ofCalibration(image.getTitle(), new int[] {image.getWidth(),
            image.getHeight(), image.getNSlices()}, image.getCalibration(), progress), 1, 0);
    }

    // -- Helper methods --

    /**
     * Slices take their headers along wherever they go, but within a slice pixels can be moved: the middle one tells.
     */
    private static void requireUnmoved(ImagePlus image, Progress progress) {
        int middle = (image.getNSlices() + 1) / 2;
        Path file = DicomHeaders.file(image, middle);
        if (file == null) {
            return;
        }
        DICOM stored = new DICOM();
        stored.run(file.toString());
        if (stored.getWidth() == image.getWidth() && stored.getHeight() == image.getHeight()) {
            Volume volume = Images.frame(image, 0);
            int plane = image.getWidth() * image.getHeight();
            Geometry shape = volume.geometry().with(image.getWidth(), image.getHeight(), 1, Affine.identity());
            float[] slice = Arrays.copyOfRange(volume.voxels(), (middle - 1) * plane, middle * plane);
            Recognition.of(Images.frame(stored, 0)).find(new Volume(shape, slice, image.getTitle()), null, progress);
        }
    }

    /** The grid of an image of which only the pixel size is known. */
    static Geometry ofCalibration(String title, int[] shape, Calibration calibration, Progress progress) {
        double[] mm = PixelUnit.spacingMm(calibration);
        boolean sized = calibration.pixelWidth != 1 || calibration.pixelHeight != 1 || calibration.pixelDepth != 1;
        if (mm[0] == 0 || mm[1] == 0) {
            mm = new double[] {calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth};
        } else if (mm[2] == 0) {
            mm[2] = calibration.pixelDepth;
        }
        for (int axis = 0; axis < 3; axis++) {
            mm[axis] = mm[axis] != 0 && Double.isFinite(mm[axis]) ? Math.abs(mm[axis]) : 1;
        }
        if (!PixelUnit.areLengths(calibration)) {
            progress.warning(title + (sized ? ": has pixels of " + mm[0] + "×" + mm[1] + "×" + mm[2]
                + " without a unit of length (unit '" + calibration.getUnit() + "'), which are taken for mm"
                : ": has no pixel size in a unit of length (unit '" + calibration.getUnit() + "'), so 1 mm along each"
                + " axis is used") + "; set it in Image > Properties...");
        }
        progress.warning(title + ": does not say how it lies in the scanner; its columns, rows and slices"
            + " are taken to run to the left, the front and the top of the head, as in a NIfTI file without qform and"
            + " sform, and no result will say more");
        return Geometry.withoutPlace(shape[0], shape[1], shape[2], mm, SpatialUnit.MILLIMETRE);
    }
}
