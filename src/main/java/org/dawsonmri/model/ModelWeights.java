package org.dawsonmri.model;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Networks;
import org.dawsonmri.network.VariableSpec;

import org.tensorflow.exceptions.TensorFlowException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A model's weights, out of it and into another one, as {@link Npz}. The kept weights are the constants of
 * {@code saved_model/}, so what is exported is what segments. Names and layouts are in docs/reference/weights.md.
 */
public final class ModelWeights {

    private static final int NAMES_SHOWN = 3;

    private ModelWeights() {
    }

    /**
     * The weights that a model segments with.
     *
     * @throws DawsonException if the folder is no model or has none
     */
    public static List<Weight> read(ModelFolder model) {
        return model.read(description -> read(model, description));
    }

    /** The same for who has read the description. */
    static List<Weight> read(ModelFolder model, ModelDescription description) {
        requireSingle(model, description);
        model.requireWeights();
        return SavedModelReader.read(model.weights(), variables(description, model), () -> NetworkOperations.of(
            Networks.create(description.config()), description.channels().size(), description.classes().size()),
            description.weightsSha256());
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
        ModelDescription description = model.readDescription();
        requireSingle(model, description);
        List<Weight> weights = read(file, variables(description, model), description.config().network());
        Map<String, String> provenance = Provenance.now();
        provenance.put("weights", FileName.of(file));
        provenance.put("weights_sha256", sha256(file));
        provenance.put("network_of", FileName.of(model.path()));
        provenance.put("network_of_created", description.provenance().getOrDefault("created", "unknown"));
        ModelDescription imported = description.withOrigin(provenance);
        OutputFiles.requireNew(out, "");
        ModelFolder target = new ModelFolder(out);
        boolean done = false;
        try {
            target.writeDescription(target.writeWeights(imported, weights));
            done = true;
        } finally {
            if (!done) {
                UnfinishedFolder.delete(out);
            }
        }
        return imported;
    }

    // -- Helper methods --

    private static void requireSingle(ModelFolder model, ModelDescription description) {
        if (Networks.isCascade(description.config()) && !model.hasWeights()) {
            throw new DawsonException(model.path() + ": is a cascade of two networks; give its folder stage1 or "
                + "stage2");
        }
    }

    private static List<VariableSpec> variables(ModelDescription description, ModelFolder model) {
        try {
            return VariableSpec.of(Networks.create(description.config()), description.channels().size(),
                description.classes().size());
        } catch (TensorFlowException | IllegalArgumentException | ArithmeticException e) {
            throw new DawsonException(model.path() + ": its network cannot be built as dawson.json says ("
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "); copy the model folder again", e);
        }
    }

    /** Looks at names and shapes before any memory is taken for values. */
    private static List<Weight> read(Path file, List<VariableSpec> expected, String network) {
        Map<String, long[]> shapes = Npz.shapes(file);
        TreeSet<String> missing = new TreeSet<>(expected.stream().map(VariableSpec::name).toList());
        missing.removeAll(shapes.keySet());
        if (!missing.isEmpty()) {
            throw new DawsonException(file + ": " + some(missing) + " missing that the network " + network
                + " has; take the names of 'dawson weights export' of a model with the same settings");
        }
        TreeSet<String> unknown = new TreeSet<>(shapes.keySet());
        expected.forEach(v -> unknown.remove(v.name()));
        if (!unknown.isEmpty()) {
            throw new DawsonException(file + ": " + some(unknown) + " there that the network " + network
                + " does not have; take the names of 'dawson weights export' of a model with the same settings");
        }
        expected.forEach(v -> requireShape(shapes.get(v.name()), v, file, network));
        Map<String, Weight> found = Weight.byName(Npz.read(file, Weight.Kind.TRAINABLE,
            VariableSpec.count(expected) * Float.BYTES));
        return expected.stream().map(v -> new Weight(v.name(), v.shape(), v.kind(), found.get(v.name()).values())
            .requireFinite(file.toString())).toList();
    }

    private static void requireShape(long[] shape, VariableSpec variable, Path file, String network) {
        if (!Arrays.equals(shape, variable.shape())) {
            throw new DawsonException(file + ": " + variable.name() + " has the shape " + Arrays.toString(shape)
                + ", this " + network + " expects " + Arrays.toString(variable.shape())
                + "; use weights for the same channels, classes and options, kernels in Keras' layout");
        }
    }

    /** "2 variables (a, b) are" and the like. */
    private static String some(TreeSet<String> names) {
        String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList())
            + (names.size() > NAMES_SHOWN ? ", …" : "");
        return names.size() + (names.size() == 1 ? " variable (" + shown + ") is" : " variables (" + shown + ") are");
    }

    private static String sha256(Path file) {
        try {
            return Sha256.of(file, Progress.NONE);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
