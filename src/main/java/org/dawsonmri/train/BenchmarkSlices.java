package org.dawsonmri.train;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.config.BenchmarkSlice;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.EventFile;
import org.dawsonmri.report.Montage;
import org.dawsonmri.report.Png;
import org.dawsonmri.report.SlicePicture;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.Batch.Window;
import org.dawsonmri.train.data.SliceSampler;
import org.dawsonmri.train.data.SliceSampler.SliceRef;
import org.dawsonmri.train.data.SliceStore;
import org.dawsonmri.train.data.TrainingData;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/**
 * Draws the slices of {@link BenchmarkChoice} at chosen epochs, as figure 2.1 of the first paper: PNG files in the
 * model's {@code benchmark/}, the same in TensorBoard, and a montage with a row for each slice and a column for each
 * epoch. After every epoch {@code <slice>_latest.png} is drawn anew, for windows that show a training. The prediction
 * is that of the evaluation tower on unchanged slices.
 */
final class BenchmarkSlices implements TrainingRun.Listener {

    private static final Pattern EPOCH = Pattern.compile(".*_epoch(\\d{4,9})\\.png");

    private final List<BenchmarkSlice> chosen;
    private final List<Integer> epochs;
    private final List<Batch> batches = new ArrayList<>();
    private final TrainingSession session;
    private final Path folder;
    private final EventFile events;

    /** @throws DawsonException if the data has no such slice */
    BenchmarkSlices(TrainingConfig config, TrainingData data, TrainingSession session, Path folder,
        EventFile events) {
        this.chosen = BenchmarkChoice.of(config, data);
        this.epochs = config.benchmarkEpochs();
        this.session = session;
        this.folder = folder;
        this.events = events;
        for (BenchmarkSlice slice : chosen) {
            batches.add(slices(data).readWhole(List.of(find(slices(data), slice))));
        }
    }

    /** @throws DawsonException if the data lacks one of the configuration's slices */
    static void check(TrainingConfig config, TrainingData data) {
        config.benchmarkSlices().forEach(slice -> find(slices(data), slice));
    }

    @Override
    public void epochEnded(TrainingState state, boolean last) {
        if (chosen.isEmpty()) {
            return;
        }
        UnfinishedFolder.create(folder);
        boolean kept = last || epochs.contains(state.epoch());
        for (int i = 0; i < chosen.size(); i++) {
            draw(i, state.epoch(), kept);
        }
        if (!kept) {
            return;
        }
        events.flush();
        BufferedImage montage = montage(state.epoch());
        write(folder.resolve("montage.png"), montage);
    }

    // -- Helper methods --

    private static SliceSampler slices(TrainingData data) {
        if (data.sampler() instanceof SliceSampler slices) {
            return slices;
        }
        throw new DawsonException("benchmark_slices shows slices as a network of slices sees them, but this one looks "
            + "at patches of volumes; leave benchmark_slices out");
    }

    private static SliceRef find(SliceSampler data, BenchmarkSlice wanted) {
        SliceStore store = data.stores().stream().filter(s -> s.subject().equals(wanted.subject())).findFirst()
            .orElseThrow(() -> new DawsonException("benchmark_slices: there is no training or validation subject '"
                + wanted.subject() + "'; known are "
                + String.join(", ", data.stores().stream().map(SliceStore::subject).distinct().toList())));
        if (wanted.slice() >= store.count()) {
            throw new DawsonException("benchmark_slices: subject " + wanted.subject() + " has no slice "
                + wanted.slice() + "; its slices are 0 to " + (store.count() - 1));
        }
        return new SliceRef(store, wanted.slice(), 0);
    }

    private void draw(int i, int epoch, boolean kept) {
        Batch batch = batches.get(i);
        float[] probabilities = session.probabilities(batch);
        int pixels = batch.height() * batch.width();
        int outputs = probabilities.length / pixels;
        float[] foreground = new float[pixels];
        float[] classes = new float[pixels];
        for (int p = 0; p < pixels; p++) {
            foreground[p] = outputs == 1 ? probabilities[p] : 1 - probabilities[p * outputs];
            classes[p] = outputs == 1 ? (probabilities[p] > 0.5f ? 1 : 0) : best(probabilities, p * outputs, outputs);
        }
        SlicePicture picture = picture(i);
        Window window = batch.windows()[0];
        BufferedImage prediction = picture.prediction(cut(foreground, batch, window), cut(classes, batch, window));
        String name = name(i);
        write(folder.resolve(name + "_latest.png"), prediction);
        if (kept) {
            keep(name, epoch, picture, prediction);
        }
    }

    private void keep(String name, int epoch, SlicePicture picture, BufferedImage prediction) {
        write(folder.resolve(String.format(Locale.ROOT, "%s_epoch%04d.png", name, epoch)), prediction);
        write(folder.resolve(name + "_reference.png"), picture.reference());
        log(epoch, name + "/input", picture.input());
        log(epoch, name + "/reference", picture.reference());
        log(epoch, name + "/prediction", prediction);
    }

    private SlicePicture picture(int i) {
        Batch batch = batches.get(i);
        Window window = batch.windows()[0];
        float[] first = new float[batch.labels().length];
        float[] labels = new float[first.length];
        for (int p = 0; p < first.length; p++) {
            first[p] = batch.images()[p * batch.channels()];
            labels[p] = Math.max(0, batch.labels()[p]);
        }
        return new SlicePicture(window.width(), window.height(), cut(first, batch, window),
            cut(labels, batch, window), chosen.get(i).subject() + " " + chosen.get(i).slice());
    }

    /** The first channel's part of a frame that is not padding. */
    private static float[] cut(float[] frame, Batch batch, Window window) {
        float[] part = new float[window.width() * window.height()];
        for (int y = 0; y < window.height(); y++) {
            System.arraycopy(frame, (window.y() + y) * batch.width() + window.x(), part, y * window.width(),
                window.width());
        }
        return part;
    }

    private static int best(float[] probabilities, int from, int outputs) {
        return IntStream.range(0, outputs).reduce((a, b) -> probabilities[from + b] > probabilities[from + a] ? b : a)
            .orElseThrow();
    }

    /** The references and all epochs so far, a resumed training's first part included. */
    private BufferedImage montage(int newest) {
        TreeSet<Integer> drawn = new TreeSet<>();
        List<List<BufferedImage>> rows = new ArrayList<>();
        for (Path file : files()) {
            Matcher matcher = EPOCH.matcher(FileName.of(file));
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) <= newest) {
                drawn.add(Integer.parseInt(matcher.group(1)));
            }
        }
        for (int i = 0; i < chosen.size(); i++) {
            List<BufferedImage> row = new ArrayList<>();
            row.add(read(folder.resolve(name(i) + "_reference.png")));
            for (int epoch : drawn) {
                row.add(read(folder.resolve(String.format(Locale.ROOT, "%s_epoch%04d.png", name(i), epoch))));
            }
            rows.add(row);
        }
        List<String> headings = new ArrayList<>(List.of("reference"));
        drawn.forEach(epoch -> headings.add("epoch " + epoch));
        return Montage.of(headings, rows);
    }

    /** Of a slice in file names. */
    private String name(int i) {
        return chosen.get(i).subject().replaceAll("[^A-Za-z0-9.-]", "_") + "_slice" + chosen.get(i).slice();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static void write(Path file, BufferedImage picture) {
        AtomicFile.write(file, out -> ImageIO.write(picture, "png", out));
    }

    private static BufferedImage read(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + "); delete it and go on with "
                + "--resume", e);
        }
    }

    private void log(int epoch, String tag, BufferedImage picture) {
        events.image(epoch, "benchmark/" + tag, picture, Png.of(picture));
    }
}
