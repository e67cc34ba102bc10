package org.dawsonmri.imagej.job;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.augment.LabelledImage;
import org.dawsonmri.augment.LesionContrast;
import org.dawsonmri.augment.LesionPainter;
import org.dawsonmri.augment.LesionShapes;
import org.dawsonmri.augment.PaintedLesions;
import org.dawsonmri.augment.Presets;
import org.dawsonmri.augment.RandomTransform;
import org.dawsonmri.augment.Transform;
import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.imagej.job.AugmentationSheet.Tile;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.preprocess.Background;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.train.data.DatasetIntensities;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

/**
 * Shows what augmentation does to a slice: the slice as it is, under each transform alone (the strongest of five
 * draws), and as training may get it. Needs no display.
 *
 * <pre>{@code
 * AugmentationPreview.write(config, Dataset.read(data), null, null, null, Path.of("sheet.png"), Progress.NONE);
 * }</pre>
 */
public final class AugmentationPreview {

    private static final int TOGETHER = 2;
    private static final int DRAWS = 5;

    private final Augmentation augmentation;
    private final long seed;
    private final PreparedScan scan;
    private final int axis;
    private final List<Background> background;
    private final Volume label;
    private final String name;

    private AugmentationPreview(TrainingConfig config, List<String> channels, Subject subject, Progress progress) {
        Augmentation given = config.augmentation();
        this.augmentation = given.isNone() ? given.paintingInto(Augmentation.mri()) : given;
        this.seed = config.seed();
        this.axis = config.preprocessing().firstAxis();
        this.scan = PreparedScan.of(channels.stream().map(c -> NiftiReader.read(subject.scans().get(c))).toList(),
            config.preprocessing(), progress);
        this.background = scan.channels().stream().map(Background::of).toList();
        this.label = subject.label() == null ? null : scan.label(NiftiReader.read(subject.label()), progress);
        this.name = subject.id();
    }

    /**
     * Settings from what a form holds. Works where there is no TensorFlow, as in ImageJ; therefore the network, loss
     * and optimiser that a configuration may name are not looked at.
     *
     * @param augmentation name of a preset or protocol, a configuration file, or "" for the preset "mri"
     * @param masks folder of lesion masks to paint, or "" for those of the configuration
     * @param seed number that the draws come from, or negative for the configuration's
     * @throws DawsonException if {@code augmentation} is none of these, or the file is no configuration
     */
    public static TrainingConfig settings(String augmentation, String masks, long seed, Progress progress) {
        TrainingConfig base = new TrainingConfig();
        JsonObject varied = new JsonObject();
        if (Presets.all().containsKey(augmentation)) {
            varied.addProperty("preset", augmentation);
        } else if (!augmentation.isEmpty()) {
            requireConfiguration(augmentation);
            JsonObject settings = Protocols.open(augmentation, progress).settings();
            base = base.with(settings, augmentation);
        }
        if (!masks.isEmpty()) {
            JsonObject painted = new JsonObject();
            painted.addProperty("folder", masks);
            varied.add("painted_lesions", painted);
        }
        JsonObject changes = new JsonObject();
        changes.add("augmentation", varied);
        if (seed >= 0) {
            changes.addProperty("seed", seed);
        }
        return base.with(changes, "the form");
    }

    /**
     * Draws the sheet and writes it as PNG, see {@link #draw}.
     *
     * @throws DawsonException as there, or if the file cannot be written
     */
    public static void write(TrainingConfig config, Dataset dataset, String subject, Integer slice, String channel,
        Path out, Progress progress) {
        save(draw(config, dataset, subject, slice, channel, progress), out);
    }

    /** Writes a sheet as PNG. */
    public static void save(BufferedImage sheet, Path out) {
        AtomicFile.write(out, stream -> ImageIO.write(sheet, "png", stream));
    }

    /**
     * Draws the sheet. Transforms that never happen are left out; if none ever does, the preset "mri" is shown. Blocks
     * until done.
     *
     * @param config its preprocessing, channels, augmentation and seed are looked at
     * @param subject id, or null for the first training subject
     * @param slice number in the prepared scan from 0, or null for the one with most labelled pixels
     * @param channel the one that is shown, or null for the first
     * @throws DawsonException if there is no such subject, slice or channel
     */
    public static BufferedImage draw(TrainingConfig config, Dataset dataset, String subject, Integer slice,
        String channel, Progress progress) {
        Subject chosen = subject(dataset, subject);
        List<String> channels = config.channels().isEmpty() ? dataset.modalities() : config.channels();
        if (!chosen.hasAll(channels)) {
            throw new DawsonException(dataset.source() + ": subject " + chosen.id() + " has the scans "
                + chosen.scans().keySet() + ", expected " + channels + "; choose another subject or other channels");
        }
        int shown = channel == null ? 0 : channels.indexOf(channel);
        if (shown < 0) {
            throw new DawsonException(dataset.source() + ": there is no channel " + channel + " among " + channels
                + "; choose one of them");
        }
        AugmentationPreview preview = new AugmentationPreview(DatasetIntensities.measure(config, dataset, progress),
            channels, chosen, progress);
        progress.checkCancelled();
        return preview.draw(preview.slice(slice), shown, progress);
    }

    // -- Helper methods --

    private static void requireConfiguration(String text) {
        if (!Protocols.names().contains(text) && !Files.isRegularFile(Path.of(text))) {
            throw new DawsonException(text + ": is neither a preset (" + String.join(", ", Presets.all().keySet())
                + ") nor a protocol (" + String.join(", ", Protocols.names()) + ") nor a configuration file");
        }
    }

    private static Subject subject(Dataset dataset, String id) {
        List<Subject> candidates = id == null ? dataset.trainingSubjects()
            : dataset.subjects().stream().filter(s -> s.id().equals(id)).toList();
        if (candidates.isEmpty()) {
            throw new DawsonException(dataset.source() + ": has no " + (id == null ? "training subject" : "subject "
                + id) + "; it has " + dataset.subjects().stream().map(Subject::id).toList());
        }
        return candidates.get(0);
    }

    private int slice(Integer wanted) {
        int count = scan.workingGrid().size(axis);
        if (wanted != null && (wanted < 0 || wanted >= count)) {
            throw new DawsonException(name + ": there is no slice " + wanted + ", expected 0 to " + (count - 1));
        }
        if (wanted != null || label == null) {
            return wanted == null ? count / 2 : wanted;
        }
        int best = count / 2;
        long most = 0;
        for (int i = 0; i < count; i++) {
            long labelled = Arrays.stream(sample(i).labels()).filter(v -> v != 0).count();
            best = labelled > most ? i : best;
            most = Math.max(most, labelled);
        }
        return best;
    }

    private LabelledImage sample(int slice) {
        return LabelledImage.of(scan.channels(), label, background, axis, slice);
    }

    private BufferedImage draw(int slice, int channel, Progress progress) {
        LabelledImage sample = sample(slice);
        LesionPainter painter = painter(progress);
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile("slice " + slice, sample));
        if (painter != null) {
            tiles.add(strongest("painted lesions", r -> painter.draw(r, sample, slice), sample, random(0)));
        }
        for (Map.Entry<String, RandomTransform> entry : augmentation.transforms().entrySet()) {
            if (entry.getValue().probability() > 0) {
                tiles.add(strongest(entry.getKey(), r -> entry.getValue().draw(r, sample), sample,
                    random(tiles.size())));
            }
        }
        int all = AugmentationSheet.fill(tiles.size() + TOGETHER);
        for (int i = 1; tiles.size() < all; i++) {
            SplittableRandom random = random(tiles.size());
            LabelledImage painted = painter == null ? sample : painter.apply(sample, slice, random);
            tiles.add(new Tile("training " + i, augmentation.apply(painted, random)));
        }
        Geometry grid = scan.workingGrid();
        return AugmentationSheet.draw(tiles, channel, grid.spacingMm(axis == 0 ? 1 : 0),
            grid.spacingMm(axis == 2 ? 1 : 2));
    }

    /** The draw, of several, that changes the slice most. */
    private static Tile strongest(String key, Function<RandomGenerator, Transform> draw, LabelledImage sample,
        SplittableRandom random) {
        Tile strongest = null;
        double most = -1;
        for (int i = 0; i < DRAWS; i++) {
            Transform drawn = draw.apply(random);
            LabelledImage changed = drawn.apply(sample);
            double change = IntStream.range(0, sample.images().length)
                .mapToDouble(k -> Math.abs(changed.images()[k] - sample.images()[k])).sum();
            if (change > most) {
                most = change;
                strongest = new Tile(
                    (key.replace('_', ' ') + " " + AugmentationSheet.parameters(drawn)).strip(), changed);
            }
        }
        return strongest;
    }

    /** Paints with the contrast of this subject's own lesions; null if nothing is to be painted. */
    private LesionPainter painter(Progress progress) {
        PaintedLesions painted = augmentation.paintedLesions();
        if (!painted.isOn()) {
            return null;
        }
        List<LabelledImage> slices = IntStream.range(0, scan.workingGrid().size(axis)).mapToObj(this::sample)
            .filter(s -> Arrays.stream(s.labels()).anyMatch(v -> v != 0)).toList();
        int value = painted.labelAmong(slices.stream().flatMapToInt(s -> Arrays.stream(s.labels()))
            .filter(v -> v != 0).distinct().sorted().toArray(), name);
        LesionContrast.Measurement measurement = new LesionContrast.Measurement(background.size());
        slices.forEach(s -> measurement.add(s, value));
        return new LesionPainter(painted, LesionShapes.read(Path.of(painted.folder()), scan, axis, progress),
            measurement.result(name), value);
    }

    private SplittableRandom random(int tile) {
        return new SplittableRandom(Augmentation.seed(seed, 0, tile));
    }
}
