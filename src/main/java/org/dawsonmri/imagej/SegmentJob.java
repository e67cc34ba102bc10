package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Volume;

import org.scijava.Context;

import ij.ImagePlus;
import ij.WindowManager;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Segments what is open in ImageJ or lies on disk, by way of the worker.
 *
 * @param model the model's folder
 * @param probabilities file for the probabilities, or ""
 * @param minSizeMm3 smaller components are removed; 0 keeps all
 * @param worker runs one of Dawson's command lines
 */
public record SegmentJob(String model, String probabilities, double minSizeMm3, Worker worker) {

    private static final double OPACITY = 0.4;

    /** Runs a command line and blocks until it is done. */
    @FunctionalInterface
    public interface Worker {
        void run(List<String> arguments, Progress progress);
    }

    /**
     * Segments one scan.
     *
     * @param scan title of an open image, or a file
     * @param channels the model's other channels, {@code T1=title or file, T2=…}; may be empty
     * @param out file for the labels; "" for none
     * @param overlay whether to draw the labels on the scan, if it is open
     * @return the labels with the scan's geometry, not shown yet
     */
    public ImagePlus segment(String scan, String channels, String out, boolean overlay, Context context,
        Progress progress) {
        Map<String, String> inputs = ModelChannels.assign(ModelChannels.read(Path.of(model)), scan.trim(), channels);
        try (OpenScans scans = new OpenScans(context, progress)) {
            String name = ScanNames.stem(scan) + "_labels.nii.gz";
            Path file = out.isBlank() ? scans.temporary(name) : Path.of(out.trim()).toAbsolutePath();
            List<String> arguments = arguments(file.toString());
            inputs.forEach((channel, source) -> {
                arguments.add("--scan");
                arguments.add(channel + "=" + scans.nifti(source));
            });
            worker.run(arguments, progress);
            Volume labels = NiftiReader.read(file, progress).named(file.getFileName().toString());
            ImagePlus open = WindowManager.getImage(scan.trim());
            if (overlay && open != null) {
                LabelOverlay.draw(open, labels, "prediction", OPACITY);
            }
            return Images.toImagePlus(labels);
        }
    }

    /** Segments all subjects of a data set into a folder. */
    public void segmentAll(String data, String out, Progress progress) {
        if (!probabilities.isBlank()) {
            throw new DawsonException("'probabilities': a data set has many scans and this is one file; leave it empty,"
                + " or segment the scans one by one");
        }
        List<String> arguments = arguments(out);
        arguments.add("--data");
        arguments.add(data.trim());
        worker.run(arguments, progress);
        progress.message("the labels are in " + out);
    }

    private List<String> arguments(String out) {
        List<String> arguments = new ArrayList<>(List.of("segment", "--model", model.trim(), "--out", out));
        if (!probabilities.isBlank()) {
            arguments.add("--probabilities");
            arguments.add(Path.of(probabilities.trim()).toAbsolutePath().toString());
        }
        if (minSizeMm3 > 0) {
            arguments.add("--min-size");
            arguments.add(Double.toString(minSizeMm3));
        }
        return arguments;
    }
}
