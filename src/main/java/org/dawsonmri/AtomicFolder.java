package org.dawsonmri;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes files that belong together into a folder, which may hold others and older ones of the same names: all of them
 * take their places at the end. If anything fails or is cancelled, the folder is as it was before.
 */
public final class AtomicFolder {

    private AtomicFolder() {
    }

    /**
     * Writes files.
     *
     * @param folder is made if it is not there
     * @param content writes into the folder it is given, and may return something
     * @throws DawsonException if the folder cannot be made or written
     */
    public static <T> T write(Path folder, Function<Path, T> content) {
        boolean existed = Files.exists(folder);
        UnfinishedFolder.create(folder);
        Path aside = folder.resolve("." + ProcessHandle.current().pid() + ".part");
        boolean done = false;
        try {
            Files.createDirectory(aside);
            T result = content.apply(aside);
            move(aside, folder);
            done = true;
            return result;
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        } finally {
            UnfinishedFolder.delete(done || existed ? aside : folder);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList(); // a folder comes before what is in it
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path));
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
