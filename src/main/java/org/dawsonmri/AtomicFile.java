package org.dawsonmri;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that its name only ever shows a whole one, even after a power failure: the bytes go to a hidden file
 * beside it, which takes the name once the disk has them. If anything fails or is cancelled, that file is deleted and
 * what had the name before stays. What a killed process left of this kind is deleted when the next one writes there.
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
        UnfinishedFolder.create(folder(file));
        PartFile.deleteLeftovers(folder(file));
        try (PartFile part = PartFile.create(file)) {
            content.writeTo(part.out());
            part.become(file);
            forceNames(folder(file));
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /**
     * Makes sure, before long work, that a file can be written; folders that are missing would be made for it.
     *
     * @throws DawsonException if it cannot
     */
    public static void checkPlace(Path file) {
        Path folder = requirePlace(file);
        PartFile.deleteLeftovers(folder);
        try {
            PartFile.create(folder.resolve(file.getFileName())).close();
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Waits until the disk has what was written into a file in another way. */
    public static void force(Path file) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.getFD().sync();
        }
    }

    /** Waits until the disk has a folder's names, where the system can: Windows and some network drives cannot. */
    static void forceNames(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException notThere) {
            Thread.yield(); // the files themselves are on the disk
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

    /** Gives a file another one's name, in one step where the disk can. */
    static void rename(Path aside, Path file) throws IOException {
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException someNetworkDrives) {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    // -- Helper methods --

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }

    /** The innermost of the file's folders that is there. @throws DawsonException if the file cannot be one */
    private static Path requirePlace(Path file) {
        if (Files.isDirectory(file)) {
            throw new DawsonException(file + ": is a folder, expected the name of a file to write");
        }
        Path there = folder(file);
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new DawsonException(file + ": cannot be written: " + there
                + " is a file, not a folder; choose another place");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new DawsonException(file + ": is there already and write-protected; choose another name");
        }
        return there;
    }
}
