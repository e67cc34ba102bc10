package org.dawsonmri.sample;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;

import java.io.IOException;
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
        OutputFiles.requireNew(dir, "");
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
