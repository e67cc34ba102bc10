package org.dawsonmri.imagej.job;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * ImageJ's files of regions, {@code .roi} for one and {@code .zip} for several, as the ROI Manager writes them; without
 * the ROI Manager, which is a window and needs a display.
 */
final class RoiFiles {

    private static final String ROI = ".roi";
    private static final String ZIP = ".zip";

    private RoiFiles() {
    }

    /** True if the name is that of such a file. */
    static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(ROI) || lower.endsWith(ZIP);
    }

    /** @throws DawsonException if there is no such file, or no region in it */
    static List<Roi> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DawsonException(file + ": there is no such file; give a .zip or .roi file of the ROI Manager");
        }
        List<Roi> rois = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(ROI)) {
                rois.add(decode(bytes, FileName.of(file), file));
            } else {
                try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                        if (entry.getName().toLowerCase(Locale.ROOT).endsWith(ROI)) {
                            rois.add(decode(zip.readAllBytes(), entry.getName(), file));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + "); save it again in the ROI"
                + " Manager (More > Save...)", e);
        }
        if (rois.isEmpty()) {
            throw new DawsonException(file + ": holds no region; save it again in the ROI Manager (More > Save...)");
        }
        return rois;
    }

    /** Writes a {@code .zip}, or a {@code .roi} if there is one region only and the name ends so. */
    static void write(List<Roi> rois, Path file) {
        boolean single = file.toString().toLowerCase(Locale.ROOT).endsWith(ROI);
        if (single && rois.size() != 1) {
            throw new DawsonException(file + ": a .roi file holds one region, but there are " + rois.size()
                + "; choose a name in .zip");
        }
        AtomicFile.write(file, out -> {
            if (single) {
                out.write(RoiEncoder.saveAsByteArray(rois.get(0)));
                return;
            }
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Roi roi : rois) {
                zip.putNextEntry(new ZipEntry(Region.name(roi) + ROI));
                zip.write(RoiEncoder.saveAsByteArray(roi));
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    private static Roi decode(byte[] bytes, String name, Path file) throws IOException {
        Roi roi;
        try {
            roi = new RoiDecoder(bytes, name).getRoi();
        } catch (ArrayIndexOutOfBoundsException e) { // a file that was cut short
            roi = null;
        }
        if (roi == null) {
            throw new IOException(name + " is damaged");
        }
        roi.setName(name.substring(0, name.length() - ROI.length()));
        return roi;
    }
}
