package org.dawsonmri.model;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.network.GraphVariables;
import org.dawsonmri.network.Layers;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Weight;

import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A model's weights, out of it and into another one, as {@link Npz}. The kept weights are the constants of
 * {@code saved_model/}, so what is exported is what segments. Names and layouts are in docs/reference/weights.md.
 */
public final class ModelWeights {

    private static final int NAMES_SHOWN = 3;

    /** A variable that a network has. */
    private record Variable(String name, long[] shape, Weight.Kind kind) {
    }

    private ModelWeights() {
    }

    /**
     * The weights that a model segments with.
     *
     * @throws DawsonException if the folder is no model or has none
     */
    public static List<Weight> read(ModelFolder model) {
        List<Variable> variables = variables(single(model));
        List<String> constants = variables.stream().map(v -> v.name().replace('/', '.')).toList();
        List<Weight> weights = new ArrayList<>();
        try (SavedModelRunner runner = SavedModelRunner.open(model, SavedModelRunner.PLAIN)) {
            List<float[]> values = runner.constants(constants);
            for (int i = 0; i < variables.size(); i++) {
                Variable v = variables.get(i);
                if (values.get(i).length != Weight.size(v.shape())) {
                    throw new DawsonException(model.savedModel() + ": " + v.name() + " has " + values.get(i).length
                        + " values, the network of dawson.json has " + Weight.size(v.shape())
                        + "; they belong to different models, copy the model folder again");
                }
                weights.add(new Weight(v.name(), v.shape(), v.kind(), values.get(i)));
            }
        }
        return weights;
    }

    /** Writes a model's weights to a file. */
    public static void exportTo(Path file, ModelFolder model) {
        Npz.write(file, read(model));
    }

    /**
     * Makes a model with the network, channels and classes of another one and weights from a file. Its scores are
     * empty: nobody has measured it.
     *
     * @param model the other model; nothing in it changes
     * @param file the weights: exactly the network's variables, each in its shape
     * @param out a new or empty folder
     * @throws DawsonException if the weights do not fit; nothing is left in {@code out} then
     */
    public static ModelDescription importFrom(Path file, ModelFolder model, Path out) {
        ModelDescription description = single(model);
        List<Weight> weights = matched(Npz.read(file, Weight.Kind.TRAINABLE), variables(description), file,
            description.config().network());
        Map<String, String> provenance = Provenance.now();
        provenance.put("weights", file.getFileName().toString());
        provenance.put("weights_sha256", sha256(file));
        provenance.put("network_of", model.path().toAbsolutePath().normalize().getFileName().toString());
        provenance.put("network_of_created", description.provenance().getOrDefault("created", "unknown"));
        ModelDescription imported = description.withOrigin(provenance);
        OutputFiles.requireNew(out, "");
        ModelFolder target = new ModelFolder(out);
        boolean done = false;
        try {
            target.writeWeights(imported, weights);
            target.writeDescription(imported);
            done = true;
        } finally {
            if (!done) {
                ModelFolder.delete(out);
            }
        }
        return imported;
    }

    // -- Helper methods --

    private static ModelDescription single(ModelFolder model) {
        ModelDescription description = model.readDescription();
        if (description.isCascade() && !model.hasWeights()) {
            throw new DawsonException(model.path() + ": is a cascade of two networks; give its folder stage1 or "
                + "stage2");
        }
        return description;
    }

    /** Built once for nothing but its variables. */
    private static List<Variable> variables(ModelDescription model) {
        Network network = model.config().createNetwork();
        List<Variable> list = new ArrayList<>();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            network.logits(Layers.forEvaluation(tf, variables), tf.placeholder(TFloat32.class,
                Placeholder.shape(network.inputShape(model.channels().size()))),
                network.outputs(model.classes().size()));
            for (Weight.Kind kind : List.of(Weight.Kind.TRAINABLE, Weight.Kind.STATISTIC)) {
                variables.names(kind).forEach(name -> list.add(new Variable(name, variables.shape(name), kind)));
            }
        }
        return list;
    }

    private static List<Weight> matched(List<Weight> given, List<Variable> expected, Path file, String network) {
        Map<String, Weight> byName = new LinkedHashMap<>();
        given.forEach(w -> byName.put(w.name(), w));
        TreeSet<String> missing = new TreeSet<>(expected.stream().map(Variable::name).toList());
        missing.removeAll(byName.keySet());
        if (!missing.isEmpty()) {
            throw new DawsonException(file + ": " + some(missing) + " missing that the network " + network
                + " has; take the names of 'dawson weights export' of a model with the same settings");
        }
        TreeSet<String> unknown = new TreeSet<>(byName.keySet());
        expected.forEach(v -> unknown.remove(v.name()));
        if (!unknown.isEmpty()) {
            throw new DawsonException(file + ": " + some(unknown) + " there that the network " + network
                + " does not have; take the names of 'dawson weights export' of a model with the same settings");
        }
        return expected.stream().map(v -> fitting(byName.get(v.name()), v, file, network)).toList();
    }

    private static Weight fitting(Weight weight, Variable variable, Path file, String network) {
        if (!Arrays.equals(weight.shape(), variable.shape())) {
            throw new DawsonException(file + ": " + variable.name() + " has the shape "
                + Arrays.toString(weight.shape()) + ", this " + network + " expects "
                + Arrays.toString(variable.shape()) + "; use weights for the same channels, classes and options, "
                + "kernels in Keras' layout");
        }
        return new Weight(weight.name(), weight.shape(), variable.kind(), weight.values())
            .requireFinite(file.toString());
    }

    /** "2 variables (a, b) are" and the like. */
    private static String some(TreeSet<String> names) {
        String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList())
            + (names.size() > NAMES_SHOWN ? ", …" : "");
        return names.size() + (names.size() == 1 ? " variable (" + shown + ") is" : " variables (" + shown + ") are");
    }

    private static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + ")", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
