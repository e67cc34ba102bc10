package org.dawsonmri.cli;

import static org.dawsonmri.cli.JsonOption.add;
import static org.dawsonmri.cli.JsonOption.addObject;
import static org.dawsonmri.cli.JsonOption.upper;

import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.profile.ProfileFiles;
import org.dawsonmri.runtime.Threads;
import org.dawsonmri.train.CheckedSettings;
import org.dawsonmri.train.Trainer;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson train}. */
@Command(name = "train", description = "Trains a network on the training subjects of a dataset and keeps the weights "
    + "that do best on its validation subjects.")
final class Train extends Subcommand {

    @Option(names = "--data", required = true, paramLabel = "DATA",
        description = "A dataset.tsv, a folder that holds one, or a BIDS folder.")
    private Path data;

    @Mixin
    private DataOptions files;

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Folder to make for the model.")
    private Path out;

    @Option(names = "--config", paramLabel = "NAME|FILE",
        description = "A protocol (see 'dawson protocols') or a JSON file with settings; options override it.")
    private String config;

    @Option(names = "--network", description = "Name of the network (see 'dawson networks'). Default: unet.")
    private String network;

    @Option(names = "--network-options", paramLabel = "JSON",
        description = "The network's own options, such as {\"base_filters\": 16}.")
    private String networkOptions;

    @Option(names = "--channels", split = ",", paramLabel = "NAME",
        description = "Modalities to use, comma-separated. Default: all of the dataset.")
    private List<String> channels;

    @Option(names = "--class-names", split = ",", paramLabel = "NAME",
        description = "Names of the label values in ascending order, comma-separated.")
    private List<String> classNames;

    @Option(names = "--epochs", paramLabel = "N",
        description = "Passes over the training scans. Default: 50; of cascades 200.")
    private Integer epochs;

    @Option(names = "--batch-size", paramLabel = "N",
        description = "Slices per step, default 8; with a network of volumes patches, default 2; of cascades 128.")
    private Integer batchSize;

    @Option(names = "--patch-size", split = ",", paramLabel = "N",
        description = "Width, height and depth in voxels of what a network of volumes is trained on. Default: from the"
            + " scans, as large as memory allows.")
    private List<Integer> patchSize;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Default: 0.001; of cascades 1.")
    private Double learningRate;

    @Option(names = "--schedule", paramLabel = "NAME",
        description = "How the learning rate changes: constant, cosine (default), poly or reduce-on-plateau.")
    private String schedule;

    @Option(names = "--schedule-options", paramLabel = "JSON",
        description = "The schedule's numbers, such as {\"warmup_epochs\": 5}.")
    private String scheduleOptions;

    @Option(names = "--loss", paramLabel = "NAME", description = "dice (default), soft-dice, generalized-dice, tversky,"
        + " bce, cross-entropy or dice-cross-entropy.")
    private String loss;

    @Option(names = "--loss-options", paramLabel = "JSON",
        description = "The loss' own options, such as {\"class_weights\": [1, 5]}.")
    private String lossOptions;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "adam (default), adamw, sgd or adadelta.")
    private String optimizer;

    @Option(names = "--optimizer-options", paramLabel = "JSON",
        description = "The optimiser's own options, such as {\"weight_decay\": 0.05}.")
    private String optimizerOptions;

    @Option(names = "--slices", paramLabel = "WHICH",
        description = "Training slices: all, nonempty (default) or labelled.")
    private String slices;

    @Option(names = "--partial-labels", description = "In label maps of which the dataset's column 'slices' does not"
        + " say it, only slices with a label are labelled; the others count neither for the loss nor for scores.")
    private Boolean partialLabels;

    @Mixin
    private AugmentationOptions augmentation;

    @Option(names = "--axis", split = ",", paramLabel = "N",
        description = "Axis across which slices are cut: 0 sagittal, 1 coronal, 2 axial (default). Several,"
            + " comma-separated: one network learns all, results are the mean, validation looks across the first.")
    private List<Integer> axes;

    @Option(names = "--crop-to-head", description = "Leave out what lies outside of the head.")
    private Boolean cropToHead;

    @Option(names = "--spacing", split = ",", paramLabel = "MM",
        description = "Voxel size X,Y,Z in mm to resample to. Default: the scan's own.")
    private List<Double> spacing;

    @Option(names = "--normalization", paramLabel = "NAME",
        description = "zscore (default), median, minmax, percentile, dataset (mean and standard deviation of the"
            + " training scans) or none.")
    private String normalization;

    @Option(names = "--clip", split = ",", paramLabel = "PERCENTILE",
        description = "What is darker or brighter than these two percentiles of a scan's voxels other than 0 becomes that"
            + " value, before intensities are scaled. Default: 0.05,99.95; of published protocols 0,100, which clips"
            + " nothing.")
    private List<Double> clip;

    @Option(names = "--patience", paramLabel = "N",
        description = "End after N epochs without a better validation Dice (of cascades: loss). Default: 0, never; of"
            + " cascades 25.")
    private Integer patience;

    @Option(names = "--cascade", paramLabel = "JSON",
        description = "Settings that only cascade-… networks have, such as {\"l_min\": 5}.")
    private String cascade;

    @Option(names = "--seed", paramLabel = "N", description = "Where all randomness comes from. Default: 1.")
    private Long seed;

    @Option(names = "--precision", paramLabel = "NAME", description = "auto (default), float32 or bfloat16.")
    private String precision;

    @Option(names = "--from", paramLabel = "MODEL", description = "Start from the weights of this trained model, with"
        + " its network, options, channels and preprocessing; the classes may be others.")
    private Path from;

    @Option(names = "--train-layers", paramLabel = "WHICH",
        description = "With --from: all (default) or last, the last decoder block and the head; the others stay.")
    private TrainedLayers trainedLayers;

    /** What a fine-tuning changes. */
    enum TrainedLayers {
        ALL, LAST
    }

    @Option(names = "--resume", description = "Go on with the training in MODEL, or begin it if no epoch was finished.")
    private boolean resume;

    @Mixin
    private GridOption grid;

    @Mixin
    private ProfileOption profiling;

    @Override
    int run(Progress progress) {
        ModelDescription model = profiling.record(ProfileFiles.in(out), progress, this::train, this::about);
        out().println(out + ": trained; " + (Networks.isCascade(model.config())
            ? "stage 1 " + kept(model, "stage1_", "val_loss") + "; stage 2 " + kept(model, "stage2_", "val_loss")
            : kept(model, "", "val_dice")));
        return Dawson.DONE;
    }

    // -- Helper methods --

    private static String kept(ModelDescription model, String prefix, String score) {
        Double value = model.scores().get(prefix + score);
        return "kept epoch " + model.scores().getOrDefault(prefix + "epoch", 0.0).intValue() + ", "
            + model.provenance().getOrDefault("kept_by", "the best one")
            + (value == null || value.isNaN() ? "" : String.format(Locale.ROOT, " (%s %.4f)", score, value));
    }

    private ModelDescription train(Progress progress) {
        TrainingConfig settings = !resume ? fresh(progress) : resumed(progress);
        Dataset dataset = Dataset.read(data, settings.data(), settings.channels(), progress);
        grid.requireStrict(dataset, settings.channels(), progress);
        Threads.limit(settings.threads()); // which may also come from a file, or from the training that goes on
        if (resume) {
            return Trainer.resume(settings, from, dataset, out, progress);
        }
        return from != null
            ? Trainer.fineTune(settings, from, dataset, out, progress)
            : Trainer.train(settings, dataset, out, progress);
    }

    /** What the profile says of the training. */
    private Map<String, Object> about() {
        return ProfileAbout.ofModel(new ModelFolder(out));
    }

    private TrainingConfig fresh(Progress progress) {
        JsonObject file = file(progress);
        TrainingConfig settings = from == null
            ? CheckedSettings.defaultsOf(network != null ? network : Protocols.network(file))
            : startingFrom(new ModelFolder(from).readDescription());
        return CheckedSettings.of(CheckedSettings.of(settings, file, config), changes(), "the command line");
    }

    private TrainingConfig startingFrom(ModelDescription parent) {
        return CheckedSettings.of(CheckedSettings.defaultsOf(parent.config().network()), parent.startingSettings(),
            from.toString());
    }

    /** The settings of the training that is there, or those of a new one where none is. */
    private TrainingConfig resumed(Progress progress) {
        ModelFolder model = new ModelFolder(out);
        return model.hasDescription() ? ResumedSettings.of(model, file(progress), config, changes()) : fresh(progress);
    }

    private JsonObject file(Progress progress) {
        return config == null ? new JsonObject() : Protocols.open(config, progress).settings();
    }

    /** The options that were given, by their names in a configuration. */
    private JsonObject changes() {
        JsonObject preprocessing = new JsonObject();
        add(preprocessing, "axes", axes);
        add(preprocessing, "crop_to_head", cropToHead);
        add(preprocessing, "spacing", spacing);
        add(preprocessing, "size", patchSize);
        add(preprocessing, "normalization", normalization);
        add(preprocessing, "clip", clip);
        JsonObject changes = new JsonObject();
        add(changes, "network", network);
        add(changes, "channels", channels);
        add(changes, "class_names", classNames);
        add(changes, "epochs", epochs);
        add(changes, "batch_size", batchSize);
        add(changes, "learning_rate", learningRate);
        add(changes, "schedule", upper(schedule));
        add(changes, "loss", loss);
        add(changes, "optimizer", optimizer);
        add(changes, "slices", upper(slices));
        add(changes, "partial_labels", partialLabels);
        add(changes, "patience", patience);
        add(changes, "seed", seed);
        add(changes, "precision", upper(precision));
        add(changes, "threads", givenThreads());
        add(changes, "last_layers_only", trainedLayers == null ? null : trainedLayers == TrainedLayers.LAST);
        addObject(changes, "network_options", networkOptions);
        addObject(changes, "loss_options", lossOptions);
        addObject(changes, "optimizer_options", optimizerOptions);
        addObject(changes, "schedule_options", scheduleOptions);
        addObject(changes, "cascade", cascade);
        augmentation.addTo(changes);
        files.addTo(changes);
        if (!preprocessing.isEmpty()) {
            changes.add("preprocessing", preprocessing);
        }
        return changes;
    }
}
