package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.cli.option.ConfigOption;
import org.dawsonmri.cli.option.GridOption;
import org.dawsonmri.cli.option.ProfileAbout;
import org.dawsonmri.cli.option.ProfileOption;
import org.dawsonmri.cli.option.ResumedSettings;
import org.dawsonmri.cli.option.SettingOptions;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Protocol;
import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.measure.ProfileFiles;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
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

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Folder to make for the model.")
    private Path out;

    @Mixin
    private ConfigOption config;

    @Mixin
    private final SettingOptions settings = new SettingOptions();

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
    public int run(Progress progress) {
        ModelDescription model = profiling.record(ProfileFiles.in(out), progress, this::train, this::about);
        out().println(out + ": trained; " + (Networks.isCascade(model.config())
            ? "stage 1 " + kept(model, "stage1_", "val_loss") + "; stage 2 " + kept(model, "stage2_", "val_loss")
            : kept(model, "", "val_dice")));
        return DONE;
    }

    // -- Helper methods --

    private static String kept(ModelDescription model, String prefix, String score) {
        Double value = model.scores().get(prefix + score);
        return "kept epoch " + model.scores().getOrDefault(prefix + "epoch", 0.0).intValue() + ", "
            + model.provenance().getOrDefault("kept_by", "the best one")
            + (value == null || value.isNaN() ? "" : String.format(Locale.ROOT, " (%s %.4f)", score, value));
    }

    private ModelDescription train(Progress progress) {
        List<Protocol> layers = layers(progress);
        ModelFolder model = new ModelFolder(out);
        TrainingConfig settings = resume && model.hasDescription() ? ResumedSettings.of(model, layers) : fresh(layers);
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

    private TrainingConfig fresh(List<Protocol> layers) {
        return ConfigOption.over(from == null ? CheckedSettings.defaultsOf(Protocols.network(layers))
            : startingFrom(new ModelFolder(from).readDescription()), layers);
    }

    private TrainingConfig startingFrom(ModelDescription parent) {
        return CheckedSettings.of(CheckedSettings.defaultsOf(parent.config().network()), parent.startingSettings(),
            from.toString());
    }

    /** Protocols, files and options, later ones over earlier ones. */
    private List<Protocol> layers(Progress progress) {
        JsonObject changes = threadsSetting();
        settings.changes().entrySet().forEach(setting -> changes.add(setting.getKey(), setting.getValue()));
        if (trainedLayers != null) {
            changes.addProperty("last_layers_only", trainedLayers == TrainedLayers.LAST);
        }
        return config.layers(changes, progress);
    }
}
