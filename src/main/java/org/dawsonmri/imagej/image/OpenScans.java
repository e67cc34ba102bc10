package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileInfo;
import org.scijava.Context;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What users name in a form: the title of an open image, or a file. Gives it as an image, as a {@link Volume} or as a
 * NIfTI file for the worker; files made for that purpose are gone after {@link #close()}.
 */
public final class OpenScans implements AutoCloseable {

    private final Scans files;
    private final Progress progress;
    private TemporaryFolder folder;

    public OpenScans(Context context, Progress progress) {
        this.files = new Scans(context);
        this.progress = progress;
    }

    /** The open image of that title, or else the image in that file. */
    public ImagePlus image(String titleOrPath) {
        ImagePlus open = find(titleOrPath);
        return open != null ? open : file(titleOrPath);
    }

    /** The image in that file, whatever else is open. */
    public ImagePlus file(String path) {
        return files.open(path(path), progress);
    }

    /** The voxels and geometry of an open image or a file. */
    public Volume volume(String titleOrPath) {
        ImagePlus open = find(titleOrPath);
        return open != null ? Images.toVolume(open, progress) : files.volume(path(titleOrPath), progress);
    }

    /** A NIfTI file of an open image or a file; the file itself if it is one. */
    public Path nifti(String titleOrPath) {
        if (find(titleOrPath) == null && ScanNames.isNifti(titleOrPath)) {
            return path(titleOrPath).toAbsolutePath();
        }
        Volume volume = volume(titleOrPath);
        Path file = temporary(ScanNames.stem(titleOrPath) + ".nii");
        NiftiWriter.write(volume, file, NiftiType.FLOAT32);
        return file;
    }

    /** The file that is named, or that an open image was read from; null if nobody knows. */
    public static Path source(String titleOrPath) {
        ImagePlus open = find(titleOrPath);
        FileInfo info = open == null ? null : open.getOriginalFileInfo();
        if (open == null) {
            return OutputFiles.path(titleOrPath);
        }
        return info == null || info.fileName == null || info.directory == null || info.directory.isEmpty() ? null
            : OutputFiles.path(info.directory).resolve(info.fileName);
    }

    /** A name for a file that is deleted at the end; no two calls give the same. */
    public Path temporary(String name) {
        if (folder == null) {
            folder = TemporaryFolder.create();
        }
        return folder.file(name);
    }

    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try {
            folder.close();
        } catch (UncheckedIOException e) {
            progress.warning(e.getMessage() + " (" + e.getCause().getMessage() + ")");
        }
    }

    // -- Helper methods --

    private static ImagePlus find(String title) {
        List<ImagePlus> found = open().filter(image -> image.getTitle().equals(title)).toList();
        if (found.size() > 1) {
            throw new DawsonException("'" + title + "': " + found.size() + " open images have this title; rename them"
                + " (Image > Rename...) or close all but one");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static Stream<ImagePlus> open() {
        int[] ids = WindowManager.getIDList();
        return Arrays.stream(ids == null ? new int[0] : ids).mapToObj(WindowManager::getImage);
    }

    private static Path path(String text) {
        try {
            Path path = Path.of(text);
            if (!text.isBlank() && Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException notAPath) {
            throw unknown(text);
        }
        throw unknown(text);
    }

    private static DawsonException unknown(String text) {
        List<String> titles = open().map(ImagePlus::getTitle).toList();
        return new DawsonException("'" + text + "': is neither a file nor the title of an open image (open: "
            + (titles.isEmpty() ? "none" : String.join(", ", titles)) + "); give one of both");
    }
}
