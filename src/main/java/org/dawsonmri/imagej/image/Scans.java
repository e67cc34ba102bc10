package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Volume;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.Opener;
import net.imglib2.RandomAccessibleInterval;
import org.scijava.Context;
import org.scijava.convert.ConvertService;
import org.scijava.io.IOService;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a scan from a file of any format that this ImageJ can read: NIfTI and Analyze with Dawson's own reader, TIFF
 * with ImageJ's, everything else with what SciJava has (SCIFIO and Bio-Formats in Fiji) and then with ImageJ's opener.
 */
public final class Scans {

    private final Context context;

    /** @param context SciJava's context, or null for ImageJ's own formats only */
    public Scans(Context context) {
        this.context = context;
    }

    /** Reads a NIfTI or Analyze file with all its frames. */
    public static ImagePlus openNifti(Path file, Progress progress) {
        NiftiImage nifti = NiftiReader.open(file);
        nifti.report(progress);
        List<Volume> frames = new ArrayList<>();
        for (int frame = 0; frame < nifti.frames(); frame++) {
            progress.update(frame, nifti.frames(), "frame");
            frames.add(nifti.frame(frame, progress));
        }
        return withSource(Images.toImagePlus(frames, FileName.of(file)), file);
    }

    /**
     * Opens a file as an image that is not shown yet.
     *
     * @throws DawsonException if the file is missing or nothing here can read it
     */
    public ImagePlus open(Path file, Progress progress) {
        if (ScanNames.isNifti(file.toString())) {
            return openNifti(file, progress);
        }
        Object opened = read(file);
        ImagePlus image = opened instanceof RandomAccessibleInterval<?> img ? toImagePlus(img, file, progress)
            : (ImagePlus) opened;
        return image.getOriginalFileInfo() == null ? withSource(image, file) : image;
    }

    /**
     * The voxels and geometry of a file. What SciJava opens as an imglib2 image is read as that, without an ImagePlus.
     *
     * @throws DawsonException if the file is missing, nothing here can read it, or it has more than one frame or
     *         channel
     */
    public Volume volume(Path file, Progress progress) {
        if (ScanNames.isNifti(file.toString())) {
            return NiftiReader.read(file, progress);
        }
        Object opened = read(file);
        return opened instanceof RandomAccessibleInterval<?> img
            ? Imgs.toVolume(img, FileName.of(file), progress) : Images.toVolume((ImagePlus) opened, progress);
    }

    // -- Helper methods --

    /** What is in a file of another format than NIfTI: an imglib2 image or an ImagePlus. */
    private Object read(Path file) {
        if (!Files.exists(file)) {
            throw new DawsonException(file + ": no such file; check the name");
        }
        if (Files.isDirectory(file)) {
            throw new DawsonException(file + ": is a folder where a scan's file is expected; open a DICOM series with"
                + " File > Import > Image Sequence... and give the image's title instead");
        }
        // NB: ImageJ's own TIFF reader comes first, since SCIFIO drops the info text that holds the geometry.
        Object image = isTiff(file) ? openWithImageJ(file) : openWithSciJava(file);
        if (image == null) {
            image = isTiff(file) ? openWithSciJava(file) : openWithImageJ(file);
        }
        if (image == null || image instanceof ImagePlus opened && opened.getWidth() == 0) {
            throw new DawsonException(file + ": is in no format that this ImageJ can read; open it in another program"
                + " and save it as NIfTI (.nii.gz)");
        }
        return image;
    }

    /** To be seen: imagej-legacy keeps colours and the kind of pixels. */
    private ImagePlus toImagePlus(RandomAccessibleInterval<?> img, Path file, Progress progress) {
        ConvertService convert = context.getService(ConvertService.class);
        return convert != null && convert.supports(img, ImagePlus.class) ? convert.convert(img, ImagePlus.class)
            : Images.toImagePlus(Imgs.toVolumes(img, FileName.of(file), progress), FileName.of(file));
    }

    /** Notes what file it is of where ImageJ's own opener does; {@link OpenScans#source} asks for it. */
    private static ImagePlus withSource(ImagePlus image, Path file) {
        FileInfo source = new FileInfo();
        source.width = image.getWidth();
        source.height = image.getHeight();
        source.directory = file.toAbsolutePath().getParent() + File.separator;
        source.fileName = FileName.of(file);
        image.setFileInfo(source);
        return image;
    }

    private static boolean isTiff(Path file) {
        return Opener.getFileFormat(file.toString()).equals(Opener.types[Opener.TIFF]);
    }

    private Object openWithSciJava(Path file) {
        IOService io = context == null ? null : context.getService(IOService.class);
        if (io == null) {
            return null;
        }
        try {
            Object opened = io.getOpener(file.toString()) == null ? null : io.open(file.toString());
            ConvertService convert = context.getService(ConvertService.class);
            return opened == null || opened instanceof RandomAccessibleInterval<?> ? opened
                : convert != null && convert.supports(opened, ImagePlus.class)
                    ? convert.convert(opened, ImagePlus.class) : null;
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage()
                + "); check that the file is whole", e);
        }
    }

    private static ImagePlus openWithImageJ(Path file) {
        Opener opener = new Opener();
        opener.setSilentMode(true);
        IJ.redirectErrorMessages(true); // into the log: our own message says all, and a dialog would stop a batch
        try {
            return opener.openImage(file.toAbsolutePath().toString());
        } finally {
            IJ.redirectErrorMessages(false);
        }
    }
}
