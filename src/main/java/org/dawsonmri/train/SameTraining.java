package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.train.data.FileSums;

import java.util.Map;
import java.util.Optional;

/** Whether a training that goes on would learn from what it has learned from so far. */
final class SameTraining {

    private SameTraining() {
    }

    /**
     * Compares channels, classes and files: the same files at another place are the same.
     *
     * @param before what the model says of itself
     * @param now what it would say if the training began now
     * @throws DawsonException if there is a difference; the message names the first one
     */
    static void require(ModelFolder model, Dataset dataset, ModelDescription before, ModelDescription now,
        Progress progress) {
        if (!before.channels().equals(now.channels()) || !before.classes().equals(now.classes())) {
            throw new DawsonException(model.path() + ": was trained on the channels " + before.channels()
                + " and classes " + before.classes() + ", the dataset now has " + now.channels() + " and "
                + now.classes() + "; resume with the same dataset");
        }
        Map<String, String> sums = FileSums.among(before.provenance());
        if (sums.isEmpty()) {
            progress.warning(model.path() + ": comes from a version of Dawson that kept no sums of its training files; "
                + "nobody can tell whether these are the same");
            return;
        }
        Optional<String> difference = FileSums.difference(sums, FileSums.among(now.provenance()), dataset);
        if (difference.isPresent()) {
            throw new DawsonException(model.path() + ": was trained on other data than " + dataset.source() + " names: "
                + difference.get() + "; resume with the data as they were, or begin another training with --from "
                + model.path());
        }
    }
}
