package org.dawsonmri.sample;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FolderLock;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
            Path aside = target.resolveSibling("." + target.getFileName() + ".part");
            Files.createDirectories(aside);
            FolderLock lock = FolderLock.hold(aside, "makes " + target.getFileName(), Progress.NONE);
            try {
                clear(aside); // of a process that was killed
                content.writeTo(aside);
                lock.close();
                Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                lock.close();
                UnfinishedFolder.delete(aside);
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

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            content.filter(path -> !path.endsWith(FolderLock.FILE)).forEach(UnfinishedFolder::delete);
        }
    }
}
