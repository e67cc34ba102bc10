package org.dawsonmri;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that its name only ever shows a whole one: the bytes go to a hidden file beside it, which takes the
 * name at the end. If anything fails or is cancelled, that file is deleted and what had the name before stays.
 *
 * <p>A file that has the name by then is replaced: {@link OutputFiles} has looked before the work, and what took hours
 * is not thrown away because another run used the name meanwhile.
 */
public final class AtomicFile {

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {
    }

    /** @throws DawsonException if the file cannot be written; its message says why */
    public static void write(Path file, Content content) {
        requirePlace(file);
        Path aside = null;
        boolean done = false;
        try {
            UnfinishedFolder.create(file.toAbsolutePath().getParent());
            aside = create(file);
            try (OutputStream out = Files.newOutputStream(aside, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            rename(aside, file);
            done = true;
        } catch (IOException e) {
            throw failure(file, e);
        } finally {
            if (!done && aside != null) {
                delete(aside);
            }
        }
    }

    /**
     * Makes sure, before long work, that a file can be written; folders that are missing would be made for it.
     *
     * @throws DawsonException if it cannot
     */
    public static void checkPlace(Path file) {
        requirePlace(file);
        try {
            Files.delete(create(existingFolder(file).resolve(file.getFileName())));
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** What keeps a file from being written, in one line. @param e what writing or making it threw */
    public static DawsonException failure(Path file, IOException e) {
        Throwable root = e;
        while (root.getCause() instanceof IOException cause) { // writers of pictures wrap it in one that says nothing
            root = cause;
        }
        String reason = String.valueOf(root.getMessage());
        String why;
        if (e instanceof AccessDeniedException || e instanceof NoSuchFileException
            || reason.contains("Read-only file system")) {
            why = "no permission to make files in its folder; choose another folder";
        } else if (reason.contains("No space left") || reason.contains("not enough space")
            || reason.contains("quota")) {
            why = "the disk is full; free some space or choose another folder";
        } else {
            why = reason;
        }
        return new DawsonException(file + ": cannot be written: " + why, e);
    }

    // -- Helper methods --

    private static void requirePlace(Path file) {
        if (Files.isDirectory(file)) {
            throw new DawsonException(file + ": is a folder, expected the name of a file to write");
        }
        Path folder = existingFolder(file);
        if (!Files.isDirectory(folder)) {
            throw new DawsonException(file + ": cannot be written: " + folder + " is a file, not a folder; choose"
                + " another place");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new DawsonException(file + ": is there already and write-protected; choose another name");
        }
    }

    /** The innermost of the file's folders that is there. */
    private static Path existingFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && folder.getParent() != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** NB: not {@code Files.createTempFile}, whose files only their owner may read, and a result keeps the mode. */
    private static Path create(Path file) throws IOException {
        for (int i = 0;; i++) {
            Path aside = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + "-" + i
                + ".part");
            try {
                return Files.createFile(aside);
            } catch (FileAlreadyExistsException taken) {
                if (i == 1000) {
                    throw taken;
                }
            }
        }
    }

    private static void rename(Path aside, Path file) throws IOException {
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException someNetworkDrives) {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            aside.toFile().deleteOnExit(); // some systems refuse while another program looks at the file
        }
    }
}
