package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.imagej.live.LiveTraining;

import java.nio.file.Path;
import java.util.List;

/** What commands share that train on a data set: a worker does the work, a window shows how it goes. */
abstract class TrainingCommand extends DawsonCommand {

    /** @throws org.dawsonmri.DawsonException if an entry makes no sense */
    abstract void check();

    /** The folder for the model, as it was entered. */
    abstract String model();

    /** The worker's command line. */
    abstract List<String> arguments();

    @Override
    final boolean isStoppable() {
        return true;
    }

    @Override
    final void execute(Progress progress) {
        check();
        Engine engine = Engine.locate();
        Path model = Path.of(model().trim());
        LiveTraining.run("Training " + model, model, progress,
            watched -> UnfinishedFolder.fill(model, watched, () -> engine.run(arguments(), watched)));
        progress.message("the model is in " + model);
    }
}
