package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.AtomicFolder;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Settings;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Networks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A trained model on disk: {@code dawson.json}, {@code rdf.yaml}, {@code saved_model/}, {@code checkpoint/},
 * {@code history.csv}, {@code tensorboard/}, {@code benchmark/}. Segmentation reads the first and the third and nothing
 * else, and of the third arrays only. A cascade has a {@code dawson.json}, a {@code history.csv} and two such folders,
 * {@code stage1/} and {@code stage2/}.
 *
 * @param path the folder
 * @param name the model's
 */
public record ModelFolder(Path path, String name) {

    /** What other programs know the model by. */
    public static final String RDF = "rdf.yaml";
    /** One row per epoch. */
    public static final String HISTORY = "history.csv";
    /** The network with its weights. */
    public static final String WEIGHTS = "saved_model/saved_model.pb";
    /** By which other programs check that a model does there what it does here. */
    public static final List<String> TEST_ARRAYS = List.of(TestArrays.INPUT, TestArrays.OUTPUT);

    private static final String CHECKPOINT = "checkpoint";
    private static final String STATE = "state.json";

    /** A model that is called like its folder. */
    public ModelFolder(Path path) {
        this(path, FileName.of(path));
    }

    /**
     * Writes what an epoch brought, all of it in one step: whoever reads the model sees what was there before or what
     * is there now. For who holds the folder's lock.
     *
     * @param content writes into the model it is given
     */
    public void update(Consumer<ModelFolder> content) {
        AtomicFolder.<Void>update(path, aside -> {
            content.accept(new ModelFolder(aside, name));
            return null;
        });
    }

    /** One of the files, to be read. @param file its name, with slashes */
    public Path current(String file) {
        return AtomicFolder.current(path, file);
    }

    /** Where a training keeps what it needs to go on. */
    public Path checkpoint() {
        return path.resolve(CHECKPOINT);
    }

    /** One of a checkpoint's files, to be read. */
    public Path checkpoint(String file) {
        return current(CHECKPOINT + "/" + file);
    }

    /** True if a training has finished an epoch here, from which it can go on. */
    public boolean hasCheckpoint() {
        return Files.exists(checkpoint(STATE)) || Files.exists(stage(1).checkpoint(STATE));
    }

    /** {@value #HISTORY}. */
    public Path history() {
        return path.resolve(HISTORY);
    }

    /** Event files for TensorBoard. */
    public Path tensorBoard() {
        return path.resolve("tensorboard");
    }

    /** Pictures of benchmark slices. */
    public Path benchmark() {
        return path.resolve("benchmark");
    }

    /** The network with its weights for inference, to be read. */
    public Path savedModel() {
        return weights().getParent();
    }

    /** Where a cascade's first (1) or second (2) network is. */
    public ModelFolder stage(int number) {
        return new ModelFolder(path.resolve("stage" + number));
    }

    /** Writes {@code dawson.json} and {@code rdf.yaml}. @throws DawsonException if the first could not be read again */
    public void writeDescription(ModelDescription description) {
        String text = checkedText(description);
        writeText(path.resolve(RDF), RdfYaml.of(description, name, Credits.NONE));
        writeText(path.resolve(ModelDescription.FILE), text);
    }

    /** Writes a cascade's {@code dawson.json}. */
    public void writeCascade(ModelDescription description) {
        writeText(path.resolve(ModelDescription.FILE), checkedText(description));
    }

    /** True if there is a {@code dawson.json}. */
    public boolean hasDescription() {
        return Files.exists(current(ModelDescription.FILE));
    }

    /** @throws DawsonException if the folder is not a model */
    public ModelDescription readDescription() {
        Path file = current(ModelDescription.FILE);
        try {
            ModelDescription description = ModelDescription.parse(Settings.text(file), file.toString());
            return DescriptionCheck.checked(description, file.toString());
        } catch (NoSuchFileException e) {
            throw new DawsonException(path + ": not a model folder: it has no " + ModelDescription.FILE
                + "; give the folder that 'dawson train --out' wrote", e);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Reads the description and what belongs to it. A training may put another epoch in place meanwhile: then both are
     * read again.
     *
     * @param content reads the rest of the model
     * @throws DawsonException if the folder is not a model, or what {@code content} throws
     */
    public <T> T read(Function<ModelDescription, T> content) {
        while (true) {
            ModelDescription before = readDescription();
            try {
                return content.apply(before);
            } catch (DawsonException e) {
                if (readDescription().equals(before)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Writes {@code saved_model/} and the arrays to test it with.
     *
     * @return the description with the sum of these weights, to be written next
     */
    public ModelDescription writeWeights(ModelDescription description, List<Weight> weights) {
        UnfinishedFolder.create(path.resolve(WEIGHTS).getParent());
        String sum = SavedModelWriter.write(path.resolve(WEIGHTS), Networks.create(description.config()),
            description.channels().size(), description.classes().size(), weights);
        TestArrays.write(this, description, weights);
        return description.withWeights(sum);
    }

    /** The file with the weights, to be read. */
    public Path weights() {
        return current(WEIGHTS);
    }

    /** True if there are weights to segment with. */
    public boolean hasWeights() {
        return Files.isRegularFile(weights());
    }

    /** @throws DawsonException if there are no weights to segment with */
    public void requireWeights() {
        if (!hasWeights()) {
            throw new DawsonException(path + ": the model has no weights: saved_model/saved_model.pb is missing; "
                + (Files.exists(checkpoint()) ? "finish its training with 'dawson train --resume'"
                    : "copy the whole model folder, or train again"));
        }
    }

    /** The files that make the model or that its training needs to go on; none if it is no model. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path part : List.of(path.resolve(ModelDescription.FILE), path.resolve(RDF), history(), savedModel(),
            checkpoint(), stage(1).path(), stage(2).path())) {
            if (Files.exists(part)) {
                try (Stream<Path> all = Files.walk(part)) {
                    files.addAll(all.toList());
                } catch (IOException e) {
                    throw new DawsonException(part + ": cannot be read (" + e.getMessage() + ")", e);
                }
            }
        }
        return files;
    }

    // -- Helper methods --

    private String checkedText(ModelDescription description) {
        return DescriptionCheck.checked(description, path.resolve(ModelDescription.FILE).toString()).toText();
    }

    private static void writeText(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
