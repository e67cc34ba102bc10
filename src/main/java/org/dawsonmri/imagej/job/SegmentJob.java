package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.imagej.image.HeatOverlay;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.LabelOverlay;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.image.OverlayControls;
import org.dawsonmri.imagej.image.ScanNames;
import org.dawsonmri.imagej.image.Scans;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import ij.ImagePlus;
import ij.WindowManager;
import org.scijava.Context;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Segments what is open in ImageJ or lies on disk, by way of the worker.
 *
 * @param models folders of trained models; of several, the mean of their probabilities counts
 * @param probabilities file for the probabilities, or ""
 * @param settings of the segmentation, where they are not the usual ones
 * @param existing what happens to results that are there already
 * @param profile writes what it costs beside the labels
 * @param worker runs one of Dawson's command lines
 */
public record SegmentJob(List<String> models, String probabilities, JsonObject settings, Existing existing, boolean
    profile, Worker worker) {

    /**
     * What to lay over the scan, if it is open.
     *
     * @param labels whether to draw the labels in colour
     * @param heat whether to draw the probabilities as heat
     * @param opacity 0 invisible to 1 opaque
     */
    public record Display(boolean labels, boolean heat, double opacity) {

        public static final Display NONE = new Display(false, false, 0);
    }

    private static final String LAYER = "prediction";
    private static final String SETTINGS = "form.json";

    /** Runs a command line and blocks until it is done. */
    @FunctionalInterface
    public interface Worker {
        void run(List<String> arguments, Progress progress);
    }

    /**
     * The folders in a form's text, which semicolons or line ends part.
     *
     * @throws DawsonException if there is none
     */
    public static List<String> models(String text) {
        List<String> folders = Arrays.stream(text.split("[;\\n\\r]")).map(String::trim)
            .filter(folder -> !folder.isEmpty()).toList();
        if (folders.isEmpty()) {
            throw new DawsonException("'model': is empty; give the folder of a trained model");
        }
        return folders;
    }

    /**
     * Segments one scan.
     *
     * @param scan title of an open image, or a file
     * @param channels the other channels of the models, {@code T1=title or file, T2=…}; may be empty
     * @param out file for the labels; "" for none
     * @param look what to lay over the scan
     * @return the labels with the scan's geometry, not shown yet
     */
    public ImagePlus segment(String scan, String channels, String out, Display look, Context context,
        Progress progress) {
        Map<String, String> inputs = ModelChannels.assign(ModelChannels.readAll(models), scan.trim(), channels);
        OutputFiles outputs = new OutputFiles(existing).file(out, Kind.IMAGE).file(probabilities, Kind.IMAGE);
        inputs.values().forEach(source -> outputs.inputs(OpenScans.source(source)));
        outputs.check();
        try (OpenScans scans = new OpenScans(context, progress)) {
            String name = ScanNames.stem(scan) + "_labels.nii.gz";
            Path file = out.isBlank() ? scans.temporary(name) : Path.of(out.trim()).toAbsolutePath();
            ImagePlus open = WindowManager.getImage(scan.trim());
            boolean heat = look.heat() && open != null;
            String maps = heat && probabilities.isBlank()
                ? scans.temporary("probabilities.nii.gz").toString() : probabilities;
            List<String> arguments = arguments(file.toString(), maps, scans.temporary(SETTINGS));
            inputs.forEach((channel, source) -> {
                arguments.add(scan(channel, scans.nifti(source)));
            });
            worker.run(arguments, progress);
            Volume labels = NiftiReader.read(file, progress).named(FileName.of(file));
            if (open != null) {
                lay(open, labels, maps, look, progress);
            }
            return Images.toImagePlus(labels);
        }
    }

    /**
     * Segments the subjects of a data set into a folder.
     *
     * @param split {@code train}, {@code validation} or {@code test}; "" for all subjects
     * @param filter which files of a BIDS folder are meant; "" for what the model was trained on
     */
    public void segmentAll(String data, String split, String filter, String out, Progress progress) {
        if (!probabilities.isBlank()) {
            throw new DawsonException("'probabilities': a data set has many scans and this is one file; leave it empty,"
                + " or segment the scans one by one");
        }
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            segmentAll(data, split, filter, out, folder.path().resolve(SETTINGS), progress);
        }
        progress.message("the labels are in " + out);
    }

    private void segmentAll(String data, String split, String filter, String out, Path file, Progress progress) {
        List<String> arguments = arguments(out, "", file);
        arguments.add("--data");
        arguments.add(data.trim());
        if (!split.isEmpty()) {
            arguments.add("--split");
            arguments.add(split);
        }
        if (!filter.isBlank()) {
            arguments.add("--filter");
            arguments.add(filter.trim());
        }
        worker.run(arguments, progress);
    }

    private static void lay(ImagePlus open, Volume labels, String maps, Display look, Progress progress) {
        if (look.heat()) {
            ImagePlus heat = Scans.openNifti(Path.of(maps.trim()), progress);
            HeatOverlay.draw(open, Images.toVolumes(heat, progress), look.opacity(), progress);
        }
        if (look.labels()) {
            LabelOverlay.draw(open, labels, LAYER, look.opacity(), progress);
        }
        if (look.heat() || look.labels()) {
            OverlayControls.open(open);
        }
    }

    /** NB: one word, or a model could name a channel like an option. */
    public static String scan(String channel, Path file) {
        return "--scan=" + channel + "=" + file;
    }

    private List<String> arguments(String out, String maps, Path file) {
        List<String> arguments = new ArrayList<>(List.of("segment"));
        for (String model : models) {
            arguments.addAll(List.of("--model", model));
        }
        arguments.addAll(List.of("--out", out));
        if (!maps.isBlank()) {
            arguments.add("--probabilities");
            arguments.add(Path.of(maps.trim()).toAbsolutePath().toString());
        }
        switch (existing) {
            case OVERWRITE -> arguments.add("--overwrite");
            case SKIP -> arguments.add("--skip-existing");
            default -> { }
        }
        if (!settings.isEmpty()) {
            Settings.write(settings, file);
            arguments.addAll(List.of("--config", file.toString()));
        }
        if (profile) {
            arguments.add("--profile");
        }
        return arguments;
    }
}
