package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.UnfinishedFolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one file that holds the prepared slices of all subjects of a training, each {@link SliceStore} a part of it: a
 * file for each would be more than a process may hold open. It is gone when it is closed. Safe to use from several
 * threads.
 */
public final class SliceFile implements AutoCloseable {

    /** Of the file's name. */
    public static final String PREFIX = ".slices-";

    private final Path model;
    private final Path path;
    private final FileChannel channel;
    private final AtomicLong length = new AtomicLong();

    private SliceFile(Path model, Path path, FileChannel channel) {
        this.model = model;
        this.path = path;
        this.channel = channel;
    }

    /** Makes the file inside the model's folder, so that a full system disk is no matter. */
    public static SliceFile create(Path model) {
        try {
            Path path = Files.createTempFile(model, PREFIX, "");
            return new SliceFile(model, path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new DawsonException(model + ": cannot be written (" + e.getMessage() + "); choose another folder",
                e);
        }
    }

    /** Deletes what killed trainings have left in a model's folder, which nobody else trains into. */
    public static void deleteLeftovers(Path model) {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(model, PREFIX + "*")) {
            old.forEach(UnfinishedFolder::delete);
        } catch (IOException e) {
            throw new DawsonException(model + ": cannot be read (" + e.getMessage() + "); choose another folder", e);
        }
    }

    /** Room for a store. @return where it begins */
    long reserve(long bytes) {
        return length.getAndAdd(bytes);
    }

    /** Writes a buffer from its start to its end. */
    void write(ByteBuffer bytes, long at) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, at + bytes.position());
            }
        } catch (IOException e) {
            throw new DawsonException(model + ": prepared slices cannot be written (" + e.getMessage()
                + "); free some space or choose another folder for the model", e);
        }
    }

    /** @param subject whose slices they are, for messages */
    ByteBuffer read(long at, int length, String subject) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, at + bytes.position()) < 0) {
                    throw new DawsonException(subject + ": the prepared slices of this subject were cut short while "
                        + "training; free some space on the disk of the model folder and use --resume");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(subject + ": prepared slices cannot be read", e);
        }
        return bytes.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
