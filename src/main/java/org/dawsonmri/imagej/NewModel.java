package org.dawsonmri.imagej;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.model.ModelFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a training makes a model. A worker that is cancelled deletes what it has made; one that does not listen, as in
 * the long first step of a large network, is killed and cannot.
 */
public final class NewModel {

    private NewModel() {
    }

    /**
     * Trains. If that is cancelled, nothing of a model that was not there before stays.
     *
     * @param folder of the model
     * @param training runs the worker; blocks until it has ended
     */
    public static void train(Path folder, Runnable training) {
        boolean existed = Files.exists(folder);
        boolean isNew = !existed || isEmpty(folder);
        try {
            training.run();
        } catch (CancelledException e) {
            if (isNew) {
                ModelFolder.delete(folder);
                if (existed) {
                    new ModelFolder(folder).create();
                }
            }
            throw e;
        }
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be read (" + e.getMessage() + "); choose another folder", e);
        }
    }
}
