package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.data.TrainingData;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The trained model that a fine-tuning starts from: from the weights that it segments with, not its last epoch's.
 *
 * @param folder where it is
 * @param model what it says of itself
 */
record PretrainedModel(ModelFolder folder, ModelDescription model) {

    /** What a provenance says of the parent has names that begin so. */
    static final String PREFIX = "parent";

    /** @throws DawsonException if it is no model or has no weights */
    static PretrainedModel read(Path path) {
        ModelFolder folder = new ModelFolder(path);
        ModelDescription model = folder.readDescription();
        if (!Networks.isCascade(model.config())) {
            folder.requireWeights();
        } else if (folder.hasWeights()) {
            throw new DawsonException(path + ": is a single network of a cascade; give the folder it is in");
        } else {
            folder.stage(1).requireWeights();
            folder.stage(2).requireWeights();
        }
        return new PretrainedModel(folder, model);
    }

    /** The one of its networks that a stage starts from. */
    PretrainedModel stage(Stage stage) {
        ModelFolder part = stage.folder(folder);
        return stage.isOnly() ? this : new PretrainedModel(part, part.readDescription());
    }

    /** @throws DawsonException if a training that goes on did not start from a model of this name */
    static void requireSame(Path path, ModelFolder model) {
        String now = name(path);
        String before = model.readDescription().provenance().get(PREFIX);
        if (!now.equals(before)) {
            throw new DawsonException(model.path() + ": is a training that started from "
                + (before == null ? "no other model" : "the model " + before) + ", not from " + now + "; "
                + (before == null ? "leave --from out" : "give the same --from, or none"));
        }
    }

    /**
     * True if a training started from a model whose weights it needs again when it goes on: one of its networks has not
     * finished an epoch.
     */
    static boolean isNeeded(ModelFolder model) {
        if (!model.hasDescription()) {
            return false;
        }
        ModelDescription description = model.readDescription();
        return description.provenance().containsKey(PREFIX) && (!model.hasCheckpoint()
            || Networks.isCascade(description.config()) && !Checkpoint.exists(model.stage(2)));
    }

    /** @throws DawsonException if a training that was to start from a model, and has not yet, would start from none */
    static void requireGiven(ModelFolder model) {
        if (isNeeded(model)) {
            throw new DawsonException(model.path() + ": is a training that starts from the model "
                + model.readDescription().provenance().get(PREFIX)
                + (model.hasCheckpoint() ? " and whose second network" : " and")
                + " has not finished an epoch; give that model again with --from");
        }
    }

    /**
     * Says what will be other than it was.
     *
     * @throws DawsonException if the weights are not those of such a network
     */
    void requireFit(TrainingConfig config, TrainingData.Subjects known, Progress progress) {
        List<String> channels = known.channels();
        if (!Networks.create(model.config()).equals(Networks.create(config))) {
            throw new DawsonException(folder.path() + ": is the network " + model.config().network() + " with the "
                + "options " + model.config().networkOptions() + ", the training is to have " + config.network()
                + " with " + config.networkOptions() + "; leave network and network_options out");
        }
        if (model.channels().size() != channels.size()) {
            throw new DawsonException(folder.path() + ": takes " + model.channels().size() + " channels ("
                + String.join(", ", model.channels()) + "), the training is to have " + channels.size() + " ("
                + String.join(", ", channels) + "); choose as many with --channels");
        }
        if (!model.channels().equals(channels)) {
            progress.warning(folder.path() + ": was trained on " + String.join(", ", model.channels()) + "; "
                + String.join(", ", channels) + (channels.size() == 1 ? " takes its place" : " take their places"));
        }
        warnOfLostClasses(known.labelValues(), progress);
    }

    /** Says which of the parent's classes the new model will not find, since no label of the new training has them. */
    private void warnOfLostClasses(int[] values, Progress progress) {
        String lost = model.classes().stream().filter(c -> Arrays.stream(values).noneMatch(value -> value == c.value()))
            .map(c -> c.value() + " (" + c.name() + ")").collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            progress.warning("no training label has " + lost + ", which " + folder.path()
                + " finds; the new model will not");
        }
    }

    /**
     * First values with the parent's in their places. Variables whose shape depends on the number of classes (the
     * network's head) keep the new first values where that number is another one, and a message says so.
     *
     * @param fresh first values of all variables, the optimiser's included
     * @param classes number of classes now, background not counted
     */
    List<Weight> inherit(List<Weight> fresh, int classes, Progress progress) {
        Map<String, Weight> byName = ModelWeights.read(folder).stream()
            .collect(Collectors.toMap(Weight::name, w -> w));
        boolean sameClasses = classes == model.classes().size();
        List<Weight> inherited = new ArrayList<>();
        List<String> anew = new ArrayList<>();
        for (Weight w : fresh) {
            Weight parents = byName.get(w.name());
            if (w.kind() == Weight.Kind.SLOT) {
                inherited.add(w);
            } else if (parents != null && (sameClasses || Arrays.equals(w.shape(), parents.shape()))) {
                inherited.add(new Weight(w.name(), parents.shape(), w.kind(), parents.values()));
            } else if (parents != null) {
                inherited.add(w);
                anew.add(w.name());
            }
        }
        progress.message("starting from the weights of " + folder.path() + (anew.isEmpty() ? "" : "; "
            + String.join(", ", anew) + " start anew, since there are " + classes + " classes instead of "
            + model.classes().size()));
        return inherited;
    }

    /** What the new model's provenance says of this one. */
    Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put(PREFIX, name(folder.path()));
        provenance.put(PREFIX + "_created", model.provenance().getOrDefault("created", "unknown"));
        provenance.put(PREFIX + "_dataset", model.provenance().getOrDefault("dataset", "unknown"));
        String epochs = model.scores().entrySet().stream().filter(e -> e.getKey().endsWith("epoch"))
            .map(e -> Integer.toString(e.getValue().intValue())).collect(Collectors.joining(" "));
        provenance.put(PREFIX + "_epoch", epochs.isEmpty() ? "unknown" : epochs);
        return provenance;
    }

    private static String name(Path folder) {
        return FileName.of(folder);
    }
}
