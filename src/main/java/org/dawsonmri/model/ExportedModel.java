package org.dawsonmri.model;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.network.Networks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a model is passed on: what it segments with and what it says of itself. Pictures, checkpoints, profiles and
 * whatever else lies in its folder stay at home.
 *
 * @param files in the order in which they are written
 * @param leftOut what else there is in the folder
 */
public record ExportedModel(List<ExportedFile> files, List<String> leftOut) {

    /**
     * Looks at a model and gathers its files.
     *
     * @param name what the model is called from now on
     * @throws DawsonException if it is no model, has no weights, or they are damaged
     */
    static ExportedModel of(ModelFolder model, String name, Credits credits, Progress progress) {
        List<ExportedFile> files = new ArrayList<>();
        try {
            ModelDescription description = model.readDescription();
            if (Networks.isCascade(description.config()) && !model.hasWeights()) {
                files.add(ExportedFile.of(ModelDescription.FILE, SharedDescription.of(description).toText()));
                addHistory(files, model);
                for (int stage : List.of(1, 2)) {
                    String part = "stage" + stage;
                    addNetwork(files, model.stage(stage), part + "/", name + "-" + part, credits, progress);
                }
            } else {
                addNetwork(files, model, "", name, credits, progress);
                addHistory(files, model);
            }
            return new ExportedModel(files, leftOut(model, files));
        } catch (IOException | UncheckedIOException e) {
            throw new DawsonException(model.path() + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    // -- Helper methods --

    private static void addNetwork(List<ExportedFile> files, ModelFolder model, String folder, String name,
        Credits credits, Progress progress) throws IOException {
        progress.message("checking the weights in " + model.path());
        ModelWeights.read(model); // damaged or foreign ones are not passed on
        ModelDescription description = SharedDescription.of(model.readDescription())
            .withWeights(Sha256.of(model.weights(), progress));
        files.add(ExportedFile.of(folder + ModelDescription.FILE, description.toText()));
        files.add(ExportedFile.of(folder + ModelFolder.RDF, RdfYaml.of(description, name, credits)));
        files.add(ExportedFile.of(folder + ModelFolder.WEIGHTS, model.weights(), progress));
        for (String array : ModelFolder.TEST_ARRAYS) {
            if (Files.isRegularFile(model.current(array))) {
                files.add(ExportedFile.of(folder + array, model.current(array), progress));
            }
        }
    }

    /** Numbers in named columns; a file that somebody wrote into is left out. */
    private static void addHistory(List<ExportedFile> files, ModelFolder model) throws IOException {
        Path history = model.current(ModelFolder.HISTORY);
        if (Files.isRegularFile(history)) {
            String text = Files.readString(history);
            if (text.lines().skip(1).allMatch(line -> line.matches("[-+.,\\deEINafinty]*"))) {
                files.add(ExportedFile.of(ModelFolder.HISTORY, text));
            }
        }
    }

    private static List<String> leftOut(ModelFolder model, List<ExportedFile> files) throws IOException {
        TreeSet<String> left = new TreeSet<>();
        try (Stream<Path> all = Files.walk(model.path())) {
            all.filter(Files::isRegularFile).forEach(file -> {
                String name = model.path().relativize(file).toString().replace('\\', '/');
                if (!name.startsWith(".") && files.stream().noneMatch(exported -> exported.name().equals(name))) {
                    left.add(name.contains("/") ? name.substring(0, name.lastIndexOf('/') + 1) : name);
                }
            });
        }
        return List.copyOf(left);
    }
}
