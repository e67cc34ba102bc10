package org.dawsonmri.sample;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FolderLock;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;

import java.io.IOException;
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
        OutputFiles.requireNew(dir, "");
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

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            content.filter(path -> !path.endsWith(FolderLock.FILE)).forEach(UnfinishedFolder::delete);
        }
    }
}
