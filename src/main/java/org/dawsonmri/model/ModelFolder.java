package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Weight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained model on disk: {@code dawson.json}, {@code rdf.yaml}, {@code saved_model/}, {@code checkpoint/},
 * {@code history.csv}, {@code tensorboard/}, {@code benchmark/}. Segmentation reads the first and the third and nothing else.
 *
 * @param path the folder
 */
public record ModelFolder(Path path) {

    private static final String DESCRIPTION = "dawson.json";

    /** Where a training keeps what it needs to go on. */
    public Path checkpoint() {
        return path.resolve("checkpoint");
    }

    /** One row per epoch. */
    public Path history() {
        return path.resolve("history.csv");
    }

    /** Event files for TensorBoard. */
    public Path tensorBoard() {
        return path.resolve("tensorboard");
    }

    /** Pictures of benchmark slices. */
    public Path benchmark() {
        return path.resolve("benchmark");
    }

    /** The network with its weights for inference. */
    public Path savedModel() {
        return path.resolve("saved_model");
    }

    /** Writes {@code dawson.json} and {@code rdf.yaml}. */
    public void writeDescription(ModelDescription description) {
        writeText(path.resolve("rdf.yaml"), RdfYaml.of(description, path.toAbsolutePath().getFileName().toString()));
        writeText(path.resolve(DESCRIPTION), description.toText());
    }

    /** @throws DawsonException if the folder is not a model */
    public ModelDescription readDescription() {
        Path file = path.resolve(DESCRIPTION);
        try {
            return ModelDescription.parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new DawsonException(path + ": not a model folder: it has no " + DESCRIPTION
                + "; give the folder that 'dawson train --out' wrote", e);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Writes {@code saved_model/}. */
    public void writeWeights(ModelDescription description, List<Weight> weights) {
        try {
            Files.createDirectories(savedModel());
        } catch (IOException e) {
            throw new DawsonException(path + ": cannot be written (" + e.getMessage() + ")", e);
        }
        SavedModelWriter.write(savedModel(), description.config().createNetwork(), description.channels().size(),
            description.classes().size(), weights);
    }

    /** Writes the input and output that rdf.yaml names, made with {@code saved_model/}. */
    public void writeTestArrays(ModelDescription description) {
        Network network = description.config().createNetwork();
        int[] size = new int[network.dimensions() + 1];
        Arrays.fill(size, (network.dimensions() == 2 ? 4 : 2) * description.sizeMultiple());
        size[0] = 1;
        int pixels = Arrays.stream(size).reduce(1, Math::multiplyExact);
        float[] input = new float[pixels * description.channels().size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) Math.sin(0.37 * i);
        }
        try (SavedModelRunner runner = SavedModelRunner.open(this, SavedModelRunner.PLAIN)) {
            float[] output = runner.run(input, size);
            AtomicFile.write(path.resolve("test_input.npy"),
                out -> Npz.writeNpy(out, shape(size, description.channels().size()), input));
            AtomicFile.write(path.resolve("test_output.npy"),
                out -> Npz.writeNpy(out, shape(size, output.length / pixels), output));
        }
    }

    /** @throws DawsonException if there are no weights to segment with */
    public void requireWeights() {
        if (!Files.isRegularFile(savedModel().resolve("saved_model.pb"))) {
            throw new DawsonException(path + ": the model has no weights: saved_model/saved_model.pb is missing; "
                + (Files.exists(checkpoint()) ? "finish its training with 'dawson train --resume'"
                    : "copy the whole model folder, or train again"));
        }
    }

    /** Deletes a folder and all in it, if it is there. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be deleted", e);
        }
    }

    // -- Helper methods --

    private static long[] shape(int[] size, int channels) {
        long[] shape = Arrays.copyOf(Arrays.stream(size).asLongStream().toArray(), size.length + 1);
        shape[size.length] = channels;
        return shape;
    }

    private static void writeText(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
