package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.io.FileInfo;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The NIfTI file that an image came from by way of another reader, such as Bio-Formats, which leaves out its place,
 * slope and intercept. All of them are taken from the file, if the image still is what lies there.
 *
 * @param title of the image
 * @param file where it lies; "" if that is not known
 * @param certain true if the image is known to come from it, false if a text that may be old says so
 */
public record NiftiOrigin(String title, String file, boolean certain) {

    /** Bio-Formats' line of an image's info text. */
    private static final Pattern LOCATION = Pattern.compile("(?m)^Location = (.+)$");

    /**
     * What the file says.
     *
     * @param slope what to multiply the image's values by
     * @param intercept what to add then
     */
    public record Found(Geometry geometry, double slope, double intercept) {
    }

    /** The file an image came from; null if that was no NIfTI file. */
    public static NiftiOrigin of(ImagePlus image) {
        FileInfo info = image.getOriginalFileInfo();
        String name = info == null ? "" : text(info.fileName).isEmpty() ? text(info.url) : info.fileName;
        boolean certain = isNifti(name);
        if (certain && !text(info.directory).isEmpty()) {
            return new NiftiOrigin(image.getTitle(), info.directory + name, isSingleFile(name));
        }
        Matcher location = LOCATION.matcher(text(image.getInfoProperty()));
        if (location.find() && isNifti(location.group(1).trim())) {
            return new NiftiOrigin(image.getTitle(), location.group(1).trim(), certain && isSingleFile(name));
        }
        return certain && isSingleFile(name) ? new NiftiOrigin(image.getTitle(), "", true) : null;
    }

    /**
     * Compares the image with the file.
     *
     * @param image its voxels; its geometry says its shape only
     * @return null if it is not certain that the image came from there, and it does not look so
     * @throws DawsonException if the image surely came from there, but is not what lies there
     */
    public Found find(Volume image, Progress progress) {
        Path path = path();
        if (path == null) {
            return refuse("the file is not there any more");
        }
        NiftiImage nifti;
        try {
            nifti = NiftiReader.open(path);
        } catch (DawsonException unreadable) {
            return refuse("the file cannot be read");
        }
        Volume stored = nifti.frame(0, progress);
        double slope = nifti.header().slope();
        double intercept = nifti.header().intercept();
        boolean scaled = slope != 1 || intercept != 0;
        Geometry here = scaled ? unchanged(stored, scaled(image, slope, intercept)) : null;
        if (here == null) {
            here = unchanged(stored, image);
            slope = 1;
            intercept = 0;
        }
        if (here == null && certain && !scaled) {
            here = changed(stored, image, progress);
        }
        if (here == null) {
            return refuse("the image is no longer what the file holds");
        }
        nifti.report(progress);
        progress.message(title + ": its place" + (scaled ? ", slope and intercept are" : " is") + " that of " + path);
        return new Found(here, slope, intercept);
    }

    // -- Helper methods --

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static boolean isNifti(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(nii|hdr|img)(\\.gz)?");
    }

    /** NB: other formats have files that end in .hdr and .img. */
    private static boolean isSingleFile(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.nii(\\.gz)?");
    }

    private Path path() {
        try {
            return !file.isEmpty() && Files.isRegularFile(Path.of(file)) ? Path.of(file) : null;
        } catch (InvalidPathException noPath) {
            return null;
        }
    }

    private Found refuse(String why) {
        if (!certain) {
            return null;
        }
        throw new DawsonException(title + ": was read from " + (file.isEmpty() ? "a NIfTI file" : file)
            + " by another reader than Dawson's, without its place in the scanner, slope and intercept, and " + why
            + "; open it with File > Open or Dawson Open Scan...");
    }

    private static Volume scaled(Volume image, double slope, double intercept) {
        float[] scaled = new float[image.voxels().length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (slope * image.voxels()[i] + intercept);
        }
        return image.with(scaled);
    }

    /** The grid of the image if its voxels are those of the file or a part of them, else null. */
    private static Geometry unchanged(Volume stored, Volume image) {
        Landmarks marks = Landmarks.of(stored);
        int[] shape = image.geometry().shape();
        boolean sameShape = stored.geometry().sameShape(image.geometry());
        if (sameShape) {
            return marks.kept(image.voxels()) >= MoveSearch.AGREEING * marks.size() ? stored.geometry() : null;
        }
        VoxelMove move = marks.size() == 0 ? null : new MoveSearch(marks, image.voxels(), shape).find();
        return move != null && move.isShift() ? move.follow(stored.geometry(), shape) : null;
    }

    /** The grid of an image whose values were changed, else null. */
    private static Geometry changed(Volume stored, Volume image, Progress progress) {
        try {
            return Recognition.of(stored).find(image, null, progress);
        } catch (DawsonException movedOrLost) {
            return null;
        }
    }
}
