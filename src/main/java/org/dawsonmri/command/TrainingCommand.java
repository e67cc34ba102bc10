package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.config.TrainingSettings;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.imagej.job.LiveTraining;

import com.google.gson.JsonObject;
import org.scijava.plugin.Parameter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What commands share that train on a data set: a worker does the work, a window shows how it goes. */
abstract class TrainingCommand extends DawsonCommand {

    @Parameter
    private String data = "";

    @Parameter(persist = false)
    private String label = "";

    @Parameter(persist = false)
    private String filter = "";

    /** The folder for the model, as it was entered. */
    abstract String model();

    /** A protocol or a file of settings, which those of the form are laid over; "" for none. */
    abstract String configuration();

    /** @throws org.dawsonmri.DawsonException if an entry makes no sense that is no setting */
    void check() {
    }

    /** Adds what else the worker has to know. */
    abstract void addTo(List<String> arguments);

    /** The settings that were given in the form. */
    JsonObject settings() {
        return fields().given(TrainingSettings.all());
    }

    @Override
    final boolean isStoppable() {
        return true;
    }

    @Override
    final void execute(Progress progress) {
        required("data", data, "a dataset.tsv or a folder");
        Path model = Path.of(required("out", model(), "a folder for the model"));
        check();
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            List<String> arguments = arguments(folder.path());
            Engine engine = Engine.locate();
            LiveTraining.run("Training " + model, model, progress,
                watched -> UnfinishedFolder.fill(model, watched, () -> engine.run(arguments, watched)));
        }
        progress.message("the model is in " + model);
    }

    /** The worker's command line. @param folder gets the file with the form's settings */
    final List<String> arguments(Path folder) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.trim(), "--out", model().trim()));
        addSettings(arguments, configuration(), settings(), folder);
        addTo(arguments);
        return arguments;
    }
}
