package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.preprocess.DicomSlice;
import org.dawsonmri.preprocess.SliceGrid;
import org.dawsonmri.volume.Geometry;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.plugin.DICOM;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headers of DICOM slices that ImageJ opened: it keeps each one's as the slice's label, a single one's as info. */
public final class DicomHeaders {

    private DicomHeaders() {
    }

    /**
     * The grid of the image's slices.
     *
     * @return null if they do not say where they lie, as those that are no DICOM slices
     * @throws DawsonException if they lie unevenly, or are no longer whole
     */
    public static Geometry geometry(ImagePlus image) {
        List<DicomSlice> slices = new ArrayList<>();
        for (int z = 1; z <= image.getNSlices(); z++) {
            String header = header(image, z);
            DicomSlice slice = header == null || isMosaic(header) ? null : DicomSlice.read(tags(header));
            if (slice == null) {
                return null;
            }
            requireWhole(image, header, z);
            slices.add(slice);
        }
        return SliceGrid.of(image.getTitle(), slices, image.getWidth(), image.getHeight());
    }

    /** The file that a slice of the image came from; null if it is not known or not there. */
    public static Path file(ImagePlus image, int slice) {
        String header = header(image, slice);
        String folder = image.getOriginalFileInfo() == null ? null : image.getOriginalFileInfo().directory;
        if (header == null || folder == null || folder.isEmpty()) {
            return null;
        }
        Path file = Path.of(folder).resolve(header.lines().findFirst().orElse(""));
        return Files.isRegularFile(file) ? file : null;
    }

    // -- Helper methods --

    private static String header(ImagePlus image, int slice) {
        if (image.getStackSize() == 1) {
            return image.getInfoProperty();
        }
        ImageStack stack = image.getStack();
        int index = image.getStackIndex(1, slice, 1);
        String label = stack.getSliceLabel(index);
        if (stack instanceof VirtualStack files && stack.isVirtual() && (label == null || !label.contains("\n"))) {
            String name = files.getFileName(index);
            return files.getDirectory() == null || name == null ? null
                : name + "\n" + new DICOM().getInfo(files.getDirectory() + name);
        }
        return label;
    }

    /** NB: elements within sequences, which are of other images, have a > before their name. */
    private static UnaryOperator<String> tags(String header) {
        return tag -> {
            Matcher line = Pattern.compile("(?m)^" + tag + "  (?!>)[^:\\n]*:(.*)$").matcher(header);
            return line.find() ? line.group(1).trim() : null;
        };
    }

    /** A mosaic's position is that of the sheet on which its slices are laid out. */
    private static boolean isMosaic(String header) {
        String type = tags(header).apply("0008,0008");
        return type != null && type.contains("MOSAIC");
    }

    private static void requireWhole(ImagePlus image, String header, int slice) {
        String rows = tags(header).apply("0028,0010");
        String columns = tags(header).apply("0028,0011");
        String found = image.getWidth() + "×" + image.getHeight();
        String expected = columns + "×" + rows;
        if (!expected.equals(found)) {
            throw new DawsonException(image.getTitle() + ": has slices of " + found + " pixels, but slice " + slice
                + " was read from a DICOM file of " + expected + ", so its place is unknown; open the series again,"
                + " save it with Dawson Save NIfTI..., and cut or turn that");
        }
    }
}
