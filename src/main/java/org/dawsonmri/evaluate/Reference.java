package org.dawsonmri.evaluate;

import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Split;

import java.nio.file.Path;

/**
 * What predictions are measured against.
 *
 * @param path a volume, a folder of volumes, or a dataset whose labels are the reference
 * @param split the subjects of the dataset to measure, null for all; has to be null without a dataset
 * @param choice which labels of the dataset are meant
 */
public record Reference(Path path, Split split, DataChoice choice) {

    /** A reference in which nothing has to be chosen. */
    public Reference(Path path, Split split) {
        this(path, split, DataChoice.NONE);
    }
}
