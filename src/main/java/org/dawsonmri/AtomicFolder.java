package org.dawsonmri;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes files that belong together into a folder, which may hold others and older ones of the same names. They are
 * written into a hidden folder, which gets the name {@value #WHOLE} once all are there: from then on they count, and
 * all of them take their places. If anything fails before, is cancelled or killed, the folder is as it was; if a
 * process is killed after, {@link #current} already sees the new files and the next one to write there puts them in
 * place.
 */
public final class AtomicFolder {

    private static final String UNFINISHED = ".incoming";
    private static final String WHOLE = ".complete";

    private AtomicFolder() {
    }

    /**
     * Writes files.
     *
     * @param folder is made if it is not there
     * @param content writes into the folder it is given by way of {@link AtomicFile}, and may return something
     * @throws DawsonException if the folder cannot be made or written, or another process writes there
     */
    public static <T> T write(Path folder, Function<Path, T> content) {
        boolean existed = Files.exists(folder);
        UnfinishedFolder.create(folder);
        boolean done = false;
        try (FolderLock lock = FolderLock.hold(folder, "writes there", Progress.NONE)) {
            T result = update(folder, content);
            done = true;
            return result;
        } finally {
            if (!done && !existed) {
                UnfinishedFolder.delete(folder);
            }
        }
    }

    /** The same for who holds the {@link FolderLock} of an existing folder, or of one around it. */
    public static <T> T update(Path folder, Function<Path, T> content) {
        Path unfinished = folder.resolve(UNFINISHED);
        boolean done = false;
        try {
            recover(folder);
            Files.createDirectory(unfinished);
            T result = content.apply(unfinished);
            AtomicFile.forceNames(unfinished);
            Files.move(unfinished, folder.resolve(WHOLE));
            done = true;
            AtomicFile.forceNames(folder);
            putInPlace(folder);
            return result;
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        } finally {
            if (!done) {
                UnfinishedFolder.delete(unfinished);
            }
        }
    }

    /**
     * Tidies up after a killed process: what it had finished takes its place, what it had not is deleted. For who holds
     * the folder's lock.
     */
    public static void recover(Path folder) {
        try {
            putInPlace(folder);
            UnfinishedFolder.delete(folder.resolve(UNFINISHED));
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
    }

    /** Where a file of a folder is to be read. @param name relative to the folder, with slashes */
    public static Path current(Path folder, String name) {
        Path whole = folder.resolve(WHOLE).resolve(name);
        return Files.exists(whole) ? whole : folder.resolve(name);
    }

    /** True for the name of what a killed process has not put in place, and of what it was writing. */
    public static boolean isLeftover(String name) {
        return name.equals(UNFINISHED) || name.equals(WHOLE) || PartFile.isLeftover(name);
    }

    // -- Helper methods --

    private static void putInPlace(Path folder) throws IOException {
        Path whole = folder.resolve(WHOLE);
        if (!Files.exists(whole)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(whole)) {
            all = walk.toList(); // a folder comes before what is in it
        }
        List<Path> changed = new ArrayList<>();
        for (Path path : all) {
            Path target = folder.resolve(whole.relativize(path));
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
                changed.add(target);
            } else {
                AtomicFile.rename(path, target);
            }
        }
        changed.forEach(AtomicFile::forceNames);
        UnfinishedFolder.delete(whole);
    }
}
