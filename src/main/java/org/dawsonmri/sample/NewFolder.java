package org.dawsonmri.sample;

import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Fills a folder so that its name only ever shows the whole: under a hidden name beside it, renamed at the end. */
final class NewFolder {

    /** What is written into the folder. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path folder) throws IOException;
    }

    private NewFolder() {
    }

    /** @throws DawsonException if there are files in the folder already or it cannot be written */
    static void write(Path dir, Content content) {
        Path target = dir.toAbsolutePath().normalize();
        requireFree(target, dir);
        try {
            Files.createDirectories(target.getParent());
            Path aside = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid()
                + ".part");
            Files.createDirectory(aside);
            try {
                content.writeTo(aside);
                Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                deleteIfThere(aside);
            }
        } catch (IOException e) {
            throw new DawsonException(dir + ": the folder cannot be written (" + e + "); choose another place or make"
                + " room", e);
        }
    }

    private static void requireFree(Path target, Path asGiven) {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new DawsonException(asGiven + ": is a file where a folder is to be made; choose another name");
        }
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
                if (entries.iterator().hasNext()) {
                    throw new DawsonException(asGiven + ": there are files in this folder already, and none of them"
                        + " shall be lost; choose a new or an empty folder");
                }
            } catch (IOException e) {
                throw new DawsonException(asGiven + ": cannot be read (" + e + "); choose another folder", e);
            }
        }
    }

    private static void deleteIfThere(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> deepestFirst;
            try (Stream<Path> walk = Files.walk(folder)) {
                deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
