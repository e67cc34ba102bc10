package org.dawsonmri.nifti;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;
import org.dawsonmri.volume.Volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads NIfTI-1, NIfTI-2 and Analyze 7.5 images: one file or a .hdr/.img pair, packed or not, of either byte order.
 * Voxels stay in the order of the file; slope and intercept are applied; colours become luminance.
 *
 * <pre>{@code
 * Volume scan = NiftiReader.read(Path.of("FLAIR.nii.gz"));
 * }</pre>
 *
 * Every problem of a file, however broken or hostile it is, ends in a {@link DawsonException} of one line, and no
 * memory is taken for voxels that the file cannot hold.
 */
public final class NiftiReader {

    private NiftiReader() {
    }

    /** Reads a 3-D image; warnings are dropped. @throws DawsonException if the image has several frames */
    public static Volume read(Path file) {
        return read(file, Progress.NONE);
    }

    /** Reads a 3-D image and tells {@code progress} the warnings. */
    public static Volume read(Path file, Progress progress) {
        NiftiImage image = open(file);
        if (image.frames() > 1) {
            throw new DawsonException(file + ": has " + image.frames() + " frames ("
                + HeaderParser.text(image.header().shape()) + "), expected one 3-D volume; choose a frame from 0 to "
                + (image.frames() - 1) + " and save it on its own (dawson convert IN OUT --frame N)");
        }
        image.report(progress);
        return image.frame(0, progress);
    }

    /** Reads one frame, counted from 0, of an image with three or more dimensions. */
    public static Volume read(Path file, int frame, Progress progress) {
        NiftiImage image = open(file);
        image.report(progress);
        return image.frame(frame, progress);
    }

    /**
     * SHA-256 of an image's bytes on disk, of a pair those of the header and then those of the voxels.
     *
     * @throws DawsonException if the file cannot be read
     */
    public static String sha256(Path file, Progress progress) {
        NiftiFiles files = NiftiFiles.find(file);
        try {
            return Sha256.of(files.isPair() ? List.of(files.header(), files.voxels()) : List.of(file), progress);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads header and geometry, and gives access to all frames. */
    public static NiftiImage open(Path file) {
        return NiftiImage.open(file);
    }
}
