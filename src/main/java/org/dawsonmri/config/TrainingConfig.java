package org.dawsonmri.config;

import static org.dawsonmri.Setting.Door.COMMAND_LINE;
import static org.dawsonmri.Setting.Door.FORM;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Setting;
import org.dawsonmri.SettingTable;
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
 */
public record TrainingConfig(
    @Setting(title = "Network", help = "Name of the network.", doors = {COMMAND_LINE, FORM}, common = true)
    String network,
    @Setting(title = "Network options", help = "The network's own options, such as {\"base_filters\": 16}.")
    JsonObject networkOptions,
    @Setting(title = "Channels", help = "Modalities, in this order, comma-separated, such as FLAIR,T1.",
        unset = "all", doors = {COMMAND_LINE, FORM}, common = true)
    List<String> channels,
    @Setting(title = "Class names", help = "Names of the label values in ascending order, comma-separated.",
        unset = "class 1, class 2 and so on", common = true)
    List<String> classNames,
    @Setting(title = "Loss", help = "What training makes small.", doors = {COMMAND_LINE, FORM}, common = true)
    String loss,
    @Setting(title = "Loss options", help = "The loss' own options, such as {\"class_weights\": [1, 5]}.")
    JsonObject lossOptions,
    @Setting(title = "Optimizer", help = "How weights are changed to that end.")
    String optimizer,
    @Setting(title = "Optimizer options", help = "The optimiser's own options, such as {\"weight_decay\": 0.05}.")
    JsonObject optimizerOptions,
    @Setting(title = "Learning rate", help = "Size of the first steps.", range = "(0,)",
        doors = {COMMAND_LINE, FORM}, common = true)
    double learningRate,
    @Setting(title = "Schedule", help = "How the learning rate changes.")
    Schedule schedule,
    @Setting(title = "Schedule options", help = "The schedule's numbers, such as {\"warmup_epochs\": 5}.")
    ScheduleOptions scheduleOptions,
    @Setting(title = "Epochs", range = "[1,)",
        help = "Passes over the training scans at the most; with cascades of each stage.",
        doors = {COMMAND_LINE, FORM}, common = true)
    int epochs,
    @Setting(title = "Batch size", unit = "slices or patches", range = "[1,)", doors = {COMMAND_LINE, FORM},
        help = "Slices per training step; patches with networks of volumes, then 2 where nothing is said.",
        common = true)
    int batchSize,
    @Setting(title = "Drop last", doors = {},
        help = "Leaves out an epoch's last batch when it is smaller than the others.")
    boolean dropLast,
    @Setting(title = "Slices", help = "Which labelled slices are trained on; networks of volumes do not ask.",
        value = "WHICH")
    SliceChoice slices,
    @Setting(title = "Partial labels", help = "In label maps of which the dataset's column 'slices' does not say it,"
        + " only slices with a label are labelled; the others count neither for the loss nor for scores.")
    boolean partialLabels,
    @Setting(title = "Patience", help = "Training ends after so many epochs without a better validation Dice; a stage of"
        + " a cascade without a smaller validation loss.", range = "[0,)", zero = "never",
        doors = {COMMAND_LINE, FORM})
    int patience,
    @Setting(title = "Seed", help = "Where all randomness comes from: the same seed gives the same network on the same"
        + " computer.", doors = {COMMAND_LINE, FORM})
    long seed,
    @Setting(title = "Precision", help = "How the network computes; auto takes the faster one on this computer.",
        doors = {COMMAND_LINE, FORM})
    Precision precision,
    @Setting(title = "Threads", help = "Cores to use.", range = "[0,)", zero = "all")
    int threads,
    Preprocessing preprocessing,
    @Setting(title = "Augmentation", help = "How training slices or patches are varied.", unset = "as configured",
        doors = {COMMAND_LINE, FORM}, common = true)
    Augmentation augmentation,
    @Setting(title = "Last layers only", doors = {},
        help = "Trains the network's last layers only; for a training that starts from a trained model.")
    boolean lastLayersOnly,
    @Setting(title = "Benchmark slices", help = "Slices that are drawn while the network learns: subject and number"
        + " from 0, along the first axis that slices are cut across.", unset = "none", doors = {})
    List<BenchmarkSlice> benchmarkSlices,
    @Setting(title = "Benchmark epochs", help = "After which epochs, besides the last one.", range = "[1,)", doors = {})
    List<Integer> benchmarkEpochs,
    @Setting(title = "Cascade", help = "Settings that only cascade-… networks have, such as {\"l_min\": 5}.")
    CascadeSettings cascade,
    DataChoice data) {

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
        SettingTable.check("", TrainingConfig.class, network, networkOptions, channels, classNames, loss, lossOptions,
            optimizer, optimizerOptions, learningRate, schedule, scheduleOptions, epochs, batchSize, dropLast, slices,
            partialLabels, patience, seed, precision, threads, preprocessing, augmentation, lastLayersOnly,
            benchmarkSlices, benchmarkEpochs, cascade, data);
        require(preprocessing != null, "preprocessing is missing");
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
