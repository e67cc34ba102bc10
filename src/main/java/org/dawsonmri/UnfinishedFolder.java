package org.dawsonmri;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that long work fills bit by bit, so that what is there can be used when it fails. If a user cancels the
 * work, nothing of a new folder stays. Work in a worker is watched from both sides: a worker that does not listen, as
 * in the long first step of a large network, is killed and cannot tidy up.
 *
 * <pre>{@code
 * UnfinishedFolder.fill(model, progress, () -> engine.run(arguments, progress));
 * }</pre>
 */
public final class UnfinishedFolder {

    private UnfinishedFolder() {
    }

    /**
     * Does the work.
     *
     * @param folder that it fills; stays as it is if there is something in it before
     * @param progress says whether a user has cancelled
     */
    public static void fill(Path folder, Progress progress, Runnable work) {
        boolean existed = Files.exists(folder);
        boolean isNew = !existed || isEmpty(folder);
        try {
            work.run();
        } catch (CancelledException e) {
            if (isNew && progress.isCancelled()) {
                delete(folder);
                if (existed) {
                    create(folder);
                }
            }
            throw e;
        }
    }

    /** Deletes a folder and all in it, if it is there. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be deleted", e);
        }
    }

    /** Makes a folder and those around it, if it is not there. @throws DawsonException if that cannot be */
    public static void create(Path folder) {
        if (Files.isDirectory(folder)) {
            return; // NB: Java 17 refuses to make a folder where there is a link to one
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be made a folder (" + e.getMessage()
                + "); choose another place", e);
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
