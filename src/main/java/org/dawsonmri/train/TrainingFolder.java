package org.dawsonmri.train;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.AtomicFolder;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.FolderLock;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.train.data.SliceFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model's folder while one training fills it: nobody else may, and what a killed process left is tidied up before. If
 * no epoch was finished, the folder is as it was.
 */
final class TrainingFolder implements AutoCloseable {

    /** What a training has written before its first epoch is over, besides what is hidden. */
    private static final Set<String> FIRST = Set.of(ModelDescription.FILE, ModelFolder.RDF, "tensorboard",
        "benchmark", "stage1", "stage2");
    private static final String OLDER = ".checkpoint-";

    private final ModelFolder model;
    private final boolean existed;
    private final FolderLock lock;
    private final boolean goesOn;
    private boolean done;
    private boolean dropped;

    private TrainingFolder(ModelFolder model, boolean existed, FolderLock lock, boolean goesOn) {
        this.model = model;
        this.existed = existed;
        this.lock = lock;
        this.goesOn = goesOn;
    }

    /**
     * Opens a folder.
     *
     * @param model its folder is made if it is not there
     * @param resume whether a training that it holds shall go on; if it holds none, a new one begins in any case
     * @throws DawsonException if there is something else in it, or another process trains there
     */
    static TrainingFolder open(ModelFolder model, boolean resume, Progress progress) {
        boolean existed = Files.exists(model.path());
        if (existed && !Files.isDirectory(model.path())) {
            throw new DawsonException(model.path() + ": is a file; give a folder for the model");
        }
        UnfinishedFolder.create(model.path());
        if (!model.hasCheckpoint() && !Files.exists(model.path().resolve(OLDER + "old"))) {
            requireOurs(model);
        }
        FolderLock lock = FolderLock.hold(model.path(), "trains there", progress);
        boolean opened = false;
        try {
            boolean goesOn = prepare(model, resume, progress);
            opened = true;
            return new TrainingFolder(model, existed, lock, goesOn);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /** True if the folder holds a training that has finished an epoch. */
    boolean goesOn() {
        return goesOn;
    }

    /** What there is stays, also if it is no whole epoch. */
    void keep() {
        done = true;
    }

    /** Nothing stays of a new training, not even its whole epochs. */
    void drop() {
        dropped = !goesOn;
    }

    @Override
    public void close() {
        boolean empty = dropped || !done && !model.hasCheckpoint();
        try {
            if (empty) {
                content(model.path()).forEach(UnfinishedFolder::delete);
            }
        } finally {
            lock.close();
        }
        if (empty && !existed) {
            try {
                Files.deleteIfExists(model.path());
            } catch (DirectoryNotEmptyException alreadyAnothers) {
                Thread.yield();
            } catch (IOException e) {
                throw new UncheckedIOException(model.path() + ": cannot be deleted", e);
            }
        }
    }

    // -- Helper methods --

    /** For who holds the lock. */
    private static boolean prepare(ModelFolder model, boolean resume, Progress progress) {
        for (ModelFolder part : parts(model)) {
            AtomicFolder.recover(part.path());
            recoverOlder(part);
        }
        SliceFile.deleteLeftovers(model.path());
        if (model.hasCheckpoint()) {
            if (!resume) {
                throw new DawsonException(model.path() + ": is not empty; choose another folder, or go on with the "
                    + "training in it with --resume");
            }
            return true;
        }
        requireOurs(model);
        List<Path> left = content(model.path());
        if (resume || !left.isEmpty()) {
            progress.message(model.path() + ": no epoch was finished here yet; the training starts from the beginning");
        }
        left.forEach(UnfinishedFolder::delete);
        return false;
    }

    /** @throws DawsonException if there is something that is not left over from a training without a whole epoch */
    private static void requireOurs(ModelFolder model) {
        for (ModelFolder part : parts(model)) {
            for (Path path : content(part.path())) {
                String name = FileName.of(path);
                if (!FIRST.contains(name) && !AtomicFolder.isLeftover(name) && !name.startsWith(OLDER)
                    && !name.startsWith(SliceFile.PREFIX)) {
                    throw new DawsonException(model.path() + ": is not empty and holds no training to go on with: it "
                        + "has " + model.path().relativize(path) + ", but no checkpoint; choose another folder");
                }
            }
        }
    }

    /** The folder, and of a cascade those of its networks. */
    private static List<ModelFolder> parts(ModelFolder model) {
        return Stream.of(model, model.stage(1), model.stage(2)).filter(part -> Files.isDirectory(part.path())).toList();
    }

    /** What versions of before left when they were killed while they exchanged checkpoints. */
    private static void recoverOlder(ModelFolder part) {
        Path old = part.path().resolve(OLDER + "old");
        if (Files.exists(old) && !Files.exists(part.checkpoint())) {
            try {
                Files.move(old, part.checkpoint());
            } catch (IOException e) {
                throw AtomicFile.failure(part.checkpoint(), e);
            }
        }
        UnfinishedFolder.delete(old);
        UnfinishedFolder.delete(part.path().resolve(OLDER + "new"));
    }

    /** What is in the folder besides the lock. */
    private static List<Path> content(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(path -> !path.endsWith(FolderLock.FILE)).sorted().toList();
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be read (" + e.getMessage()
                + "); choose a folder you may write to", e);
        }
    }
}
