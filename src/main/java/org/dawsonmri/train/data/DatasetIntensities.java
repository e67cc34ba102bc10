package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.RequiredFiles;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.preprocess.DatasetStatistics;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.Preprocessing;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures the intensities of a training set before anything is prepared, if the normalisation asks for it. */
public final class DatasetIntensities {

    private DatasetIntensities() {
    }

    /**
     * The configuration with the statistics of the training subjects' scans, reoriented, cropped and resampled as the
     * network gets them; where slices are cut to a frame ({@code preprocessing.size}), of what the frame shows across
     * the first axis. A configuration that normalises otherwise, or has statistics, stays as it is. Validation and test
     * subjects are not looked at. Blocks until done.
     *
     * @throws DawsonException if a training subject lacks a channel, or statistics are given and do not fit the
     *         channels
     */
    public static TrainingConfig measure(TrainingConfig config, Dataset dataset, Progress progress) {
        Preprocessing settings = config.preprocessing();
        if (!settings.normalization().equals(Normalizers.DATASET)) {
            return config;
        }
        List<String> channels = config.channels().isEmpty() ? dataset.modalities() : config.channels();
        if (!settings.lacksStatistics()) {
            requireOneEach(settings.statistics(), channels);
            progress.message("intensities are scaled as given: " + text(channels, settings.statistics()));
            return config;
        }
        List<Subject> training = RequiredFiles.training(dataset, channels);
        List<DatasetStatistics> measured = DatasetStatistics.of(channels, training.size(),
            f -> read(training.get(f), channels, settings), settings.firstAxis(), progress);
        progress.message("intensities of the training scans: " + text(channels, measured));
        return with(measured, config);
    }

    // -- Helper methods --

    private static List<Volume> read(Subject subject, List<String> channels, Preprocessing settings) {
        List<Volume> stored = channels.stream().map(name -> NiftiReader.read(subject.scans().get(name))).toList();
        // Warnings come when the scans are prepared for training.
        List<Volume> prepared = PreparedScan.of(stored, settings.withoutNormalization(), Progress.NONE).channels();
        List<Integer> frame = settings.size();
        if (frame == null || frame.size() != 2) {
            return prepared;
        }
        return prepared.stream()
            .map(v -> DatasetStatistics.visible(v, settings.firstAxis(), frame.get(0), frame.get(1))).toList();
    }

    private static TrainingConfig with(List<DatasetStatistics> measured, TrainingConfig config) {
        JsonArray statistics = new JsonArray();
        measured.forEach(s -> statistics.add(Settings.toJson(s)));
        JsonObject preprocessing = new JsonObject();
        preprocessing.add("statistics", statistics);
        JsonObject changes = new JsonObject();
        changes.add("preprocessing", preprocessing);
        return Settings.read(config, changes, "measured intensities");
    }

    private static void requireOneEach(List<DatasetStatistics> statistics, List<String> channels) {
        if (statistics.size() != channels.size()) {
            throw new DawsonException("preprocessing.statistics has mean and std of " + statistics.size()
                + " channels, the training has " + channels.size() + " (" + String.join(", ", channels)
                + "); give one of each, or set it to null so that the training scans are measured");
        }
    }

    private static String text(List<String> channels, List<DatasetStatistics> statistics) {
        return IntStream.range(0, channels.size())
            .mapToObj(c -> String.format(Locale.ROOT, "%s has mean %.6g and standard deviation %.6g", channels.get(c),
                statistics.get(c).mean(), statistics.get(c).std()))
            .collect(Collectors.joining("; "));
    }
}
