package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.imagej.image.OpenScans;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains on open images by way of the worker. What is trained on goes to a data set beside the model, in
 * {@code <model>_data}, and stays there; after a failure or a cancel both are gone.
 *
 * @param out folder for the model; must not exist or be empty
 * @param options more of {@code dawson train}'s command line
 * @param worker runs one of Dawson's command lines
 */
public record TrainJob(Path out, List<String> options, SegmentJob.Worker worker) {

    /** @throws DawsonException if there is something already where the model or its data would go */
    public TrainJob {
        out = out.toAbsolutePath().normalize();
        if (out.getFileName() == null) {
            throw new DawsonException("'out': is " + out + "; give a folder for the model inside of it");
        }
        OutputFiles.requireNew(out, "");
        OutputFiles.requireNew(dataFolder(out), "");
    }

    /** Trains. @param validation so many of the last pairs are for validation */
    public void train(OpenPairs pairs, int validation, OpenScans scans, Progress progress) {
        boolean done = false;
        try {
            OpenDataset data = OpenDataset.write(pairs, validation, dataFolder(out), scans, progress);
            List<String> arguments = new ArrayList<>(List.of("train", "--data", data.folder().toString(), "--out",
                out.toString()));
            arguments.addAll(options);
            if (!data.classNames().isEmpty()) {
                arguments.addAll(List.of("--class-names", String.join(",", data.classNames())));
            }
            UnfinishedFolder.fill(out, progress, () -> worker.run(arguments, progress));
            done = true;
        } finally {
            // A training that failed later than in its first epoch left a model to go on with, for which the data stay.
            if (!done && !Files.exists(out.resolve(ModelDescription.FILE))) {
                UnfinishedFolder.delete(dataFolder(out));
            }
        }
        progress.message("the model is in " + out + ", what it learnt from in " + dataFolder(out));
    }

    static Path dataFolder(Path out) {
        return out.resolveSibling(out.getFileName() + "_data");
    }
}
