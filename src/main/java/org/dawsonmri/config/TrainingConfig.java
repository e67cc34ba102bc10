package org.dawsonmri.config;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.augment.Presets;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.LabelledSlices;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.preprocess.Preprocessing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All settings of a training: an immutable value that the dialog, the macro, the checkpoint, the model and its
 * provenance hold alike. Its JSON form has the same names in snake_case.
 *
 * @param network name in {@code network.Networks}
 * @param networkOptions what differs from the network's defaults
 * @param channels modalities to feed, in this order; empty for all that the dataset has
 * @param classNames names of the classes in the order of their label values; empty for "class 1" and so on
 * @param loss name in {@code loss.Losses}
 * @param lossOptions what differs from the loss' defaults
 * @param optimizer name in {@code train.optimize.Optimizers}
 * @param optimizerOptions what differs from the optimiser's defaults
 * @param learningRate η₀
 * @param schedule how it changes
 * @param scheduleOptions the numbers of that
 * @param epochs passes over the training slices at the most
 * @param batchSize slices or patches per step; 2 patches where nothing else is said, since they are larger
 * @param dropLast leaves out an epoch's last batch when it is smaller than the others
 * @param slices which slices are trained on; networks of volumes do not ask
 * @param partialLabels counts only slices with a label as labelled, in label maps of which the dataset does not say it;
 *        see {@link LabelledSlices}
 * @param patience epochs without a better validation score after which training ends; 0 for never
 * @param seed all randomness comes from it
 * @param precision how the network computes
 * @param threads cores to use, 0 for all
 * @param preprocessing what is done to scans
 * @param augmentation how training slices or patches are varied; in JSON also the name of one of the {@link Presets}
 * @param lastLayersOnly trains the network's last layers only; for a training that starts from a trained model
 * @param benchmarkSlices slices that are drawn while the network learns
 * @param benchmarkEpochs after which epochs, besides the last one
 * @param cascade what only cascades of patch networks have
 * @param data which files of the data set are meant, where there is more than one that could be
 */
public record TrainingConfig(String network, JsonObject networkOptions, List<String> channels,
    List<String> classNames, String loss, JsonObject lossOptions, String optimizer, JsonObject optimizerOptions,
    double learningRate, Schedule schedule, ScheduleOptions scheduleOptions, int epochs, int batchSize,
    boolean dropLast, SliceChoice slices, boolean partialLabels, int patience, long seed, Precision precision,
    int threads, Preprocessing preprocessing, Augmentation augmentation, boolean lastLayersOnly,
    List<BenchmarkSlice> benchmarkSlices, List<Integer> benchmarkEpochs, CascadeSettings cascade, DataChoice data) {

    /** When the first paper's figures show benchmark slices. */
    private static final List<Integer> BENCHMARK_EPOCHS = List.of(1, 4, 7, 10, 13);

    /** Options belong to what has the name: with another name they start anew. */
    private static final Map<String, String> OPTIONS_OF = Map.of("network", "network_options", "loss", "loss_options",
        "optimizer", "optimizer_options");

    private static final int BATCH_SIZE = 8;

    /** Which slices are trained on, of those that are labelled. Validation uses all of these, segmentation all. */
    public enum SliceChoice {
        /** Every slice. */
        ALL,
        /** Slices in which at least one voxel differs from the others: not the empty ones above and below a head. */
        NONEMPTY,
        /** Slices that have a label other than 0. */
        LABELLED
    }

    /** A U-Net, Dice loss, Adam at 0.001, 50 epochs of batches of 8, no augmentation. */
    public TrainingConfig() {
        this("unet", new JsonObject(), List.of(), List.of(), "dice", new JsonObject(), "adam", new JsonObject(), 1e-3,
            Schedule.COSINE, new ScheduleOptions(), 50, BATCH_SIZE, true, SliceChoice.NONEMPTY, false, 0, 1,
            Precision.AUTO, 0, new Preprocessing(), new Augmentation(), false, List.of(), BENCHMARK_EPOCHS,
            new CascadeSettings(), DataChoice.NONE);
    }

    public TrainingConfig {
        require(learningRate > 0, "learning_rate is " + learningRate + ", expected a number above 0");
        require(epochs > 0, "epochs is " + epochs + ", expected at least 1");
        require(batchSize > 0, "batch_size is " + batchSize + ", expected at least 1");
        require(patience >= 0, "patience is " + patience + ", expected 0 (never stop early) or more");
        require(threads >= 0, "threads is " + threads + ", expected 0 (all) or more");
        require(schedule != null, "schedule is unknown, expected CONSTANT, COSINE, POLY or REDUCE_ON_PLATEAU");
        require(precision != null, "precision is unknown, expected AUTO, FLOAT32 or BFLOAT16");
        require(preprocessing != null, "preprocessing is missing");
        require(slices != null, "slices is unknown, expected ALL, NONEMPTY or LABELLED");
        networkOptions = networkOptions.deepCopy();
        // Models of the first version do not have these four.
        augmentation = augmentation == null ? new Augmentation() : augmentation;
        lossOptions = lossOptions == null ? new JsonObject() : lossOptions.deepCopy();
        optimizerOptions = optimizerOptions == null ? new JsonObject() : optimizerOptions.deepCopy();
        scheduleOptions = scheduleOptions == null ? new ScheduleOptions() : scheduleOptions;
        require(scheduleOptions.minLearningRate() <= learningRate, "schedule_options.min_learning_rate is "
            + scheduleOptions.minLearningRate() + ", expected at most the learning_rate, " + learningRate);
        // Nor these three.
        benchmarkSlices = benchmarkSlices == null ? List.of() : List.copyOf(benchmarkSlices);
        benchmarkEpochs = benchmarkEpochs == null ? BENCHMARK_EPOCHS : List.copyOf(benchmarkEpochs);
        require(benchmarkEpochs.stream().allMatch(epoch -> epoch > 0), "benchmark_epochs is " + benchmarkEpochs
            + ", expected numbers from 1");
        cascade = cascade == null ? new CascadeSettings() : cascade;
        data = data == null ? DataChoice.NONE : data;
        channels = List.copyOf(channels);
        classNames = List.copyOf(classNames);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public JsonObject networkOptions() {
        return networkOptions.deepCopy();
    }

    @Override
    public JsonObject lossOptions() {
        return lossOptions.deepCopy();
    }

    @Override
    public JsonObject optimizerOptions() {
        return optimizerOptions.deepCopy();
    }

    /** Which slices of a subject count as labelled. */
    public LabelledSlices labelledSlices(Subject subject) {
        return partialLabels && subject.slices().isAll() ? LabelledSlices.FOUND : subject.slices();
    }

    /**
     * This configuration with some settings changed. Names and options of the network, loss and optimiser are taken as
     * they are: {@code train.CheckedSettings} asks those who know them.
     *
     * @param changes settings by their JSON names
     * @param source where they come from, for messages
     * @throws DawsonException if a key is unknown or a value makes no sense
     */
    public TrainingConfig with(JsonObject changes, String source) {
        JsonObject present = Settings.toJson(this);
        JsonObject base = Settings.toJson(this);
        OPTIONS_OF.forEach((name, options) -> {
            if (changes.has(name) && !changes.get(name).equals(present.get(name))) {
                base.add(options, new JsonObject());
            }
        });
        return Settings.read(Settings.read(new TrainingConfig(), base, source), Presets.resolve(changes, source),
            source);
    }

    /** The settings of a JSON file, to be laid over others. */
    public static JsonObject readFile(Path file) {
        try {
            return JsonParser.parseString(Settings.text(file)).getAsJsonObject();
        } catch (CharacterCodingException e) {
            throw new DawsonException(file + ": not a text file; expected settings as a JSON object, compare with the "
                + "'config' part of a trained model's dawson.json", e);
        } catch (IOException e) {
            throw new DawsonException(file + ": the configuration cannot be read (" + e.getMessage() + ")", e);
        } catch (JsonParseException | IllegalStateException e) {
            throw new DawsonException(file + ": not a JSON object (" + e.getMessage() + "); compare with the "
                + "'config' part of a trained model's dawson.json", e);
        }
    }
}
