package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;

import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.ImageRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;

import java.awt.Point;

/**
 * A part of one slice that a user drew.
 *
 * @param slice from 0
 * @param roi an area or points
 */
record Region(int slice, Roi roi) {

    private static final String CLASS = "dawson-class";

    /** True for what can be filled: areas and points; texts, arrows and pictures in an overlay are decoration. */
    static boolean isDrawing(Roi roi) {
        boolean decoration = roi instanceof ImageRoi || roi instanceof TextRoi || roi instanceof Arrow;
        return !decoration && (roi.isArea() || roi instanceof PointRoi);
    }

    /**
     * The region on the slice that it was drawn on.
     *
     * @param unplaced slice from 0 for a region that says none, or -1 if that cannot be known
     * @throws DawsonException if the slice cannot be known or is none of the image's
     */
    static Region of(Roi roi, ImagePlus image, int unplaced) {
        int slice = (roi.hasHyperStackPosition() ? roi.getZPosition() : roi.getPosition()) - 1;
        if (slice < 0) {
            slice = image.getNSlices() == 1 ? 0 : unplaced;
        }
        if (slice < 0) {
            throw new DawsonException(image.getTitle() + ": region '" + name(roi) + "' is on no slice in particular,"
                + " and the scan has " + image.getNSlices() + "; go to its slice, select it and press Update in the ROI"
                + " Manager");
        }
        if (slice >= image.getNSlices()) {
            throw new DawsonException(image.getTitle() + ": region '" + name(roi) + "' is on slice " + (slice + 1)
                + ", but the scan has " + image.getNSlices() + "; choose the scan that it was drawn on");
        }
        return new Region(slice, roi);
    }

    /** Fills it with a class; what lies outside of the image is cut off. @return number of pixels */
    int fill(float[] voxels, int width, int height, int value) {
        int filled = 0;
        for (Point p : roi.getContainedPoints()) {
            if (p.x >= 0 && p.y >= 0 && p.x < width && p.y < height) {
                voxels[(slice * height + p.y) * width + p.x] = value;
                filled++;
            }
        }
        return filled;
    }

    /**
     * The class that a region says it has: of one that was made from labels that label's, else its group.
     *
     * @throws DawsonException if it says none
     */
    static int classOf(Roi roi) {
        String kept = roi.getProperty(CLASS);
        int value = kept != null && kept.matches("\\d{1,5}") ? Integer.parseInt(kept) : roi.getGroup();
        if (value == 0) {
            throw new DawsonException("'value': is 0, so each region's group number is its class, but region '"
                + name(roi) + "' has no group; give 'value', or set the group in Edit > Selection > Properties...");
        }
        return value;
    }

    /** Makes {@link #classOf} of a region be {@code value}; survives in files. */
    static void setClass(Roi roi, int value) {
        roi.setProperty(CLASS, Integer.toString(value));
    }

    static String name(Roi roi) {
        return roi.getName() == null ? roi.getTypeAsString() : roi.getName();
    }
}
