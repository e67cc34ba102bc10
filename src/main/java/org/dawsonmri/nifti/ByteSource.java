package org.dawsonmri.nifti;

import org.dawsonmri.DawsonException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * A file's bytes, unpacked if the file is packed with gzip (by its first bytes, whatever its name says). How many bytes
 * it can hold is bounded by its length before anything is read or allocated.
 */
final class ByteSource {

    /** Deflate never makes data smaller than by this factor (zlib's technical notes: 1032 to 1). */
    private static final long MAX_DEFLATE_RATIO = 1032;
    /** No scan of this many bytes packs this well; a file of zeros made to keep programs busy does. */
    private static final long BOMB_BYTES = 1L << 30;
    private static final long BOMB_RATIO = 500;
    /** Header extensions of packed files end before this byte, as skipping means unpacking. */
    private static final long LAST_PACKED_START = 1L << 26;

    private final Path file;
    private final long length;
    private final boolean packed;

    private ByteSource(Path file, long length, boolean packed) {
        this.file = file;
        this.length = length;
        this.packed = packed;
    }

    static ByteSource of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new ByteSource(file, Files.size(file), in.read() == 0x1f && in.read() == 0x8b);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The first bytes of the file, {@code count} or as many as there are. */
    byte[] head(int count) {
        try (InputStream in = open()) {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    /** Fails if the file cannot possibly hold {@code count} bytes from {@code start} on. */
    void requireRoom(long start, long count) {
        long room = packed ? (length > Long.MAX_VALUE / MAX_DEFLATE_RATIO ? Long.MAX_VALUE
            : length * MAX_DEFLATE_RATIO) : length;
        if (start > room) {
            throw new DawsonException(file + ": its header says that the voxels begin at byte " + start
                + ", but the file has " + (packed ? "at most " : "") + room + "; copy or export it again");
        }
        if (count > room - start) {
            throw new DawsonException(file + ": is cut off or its header is wrong: found "
                + (packed ? "at most " : "") + (room - start) + " bytes of voxels, expected " + count
                + "; copy or export it again");
        }
        if (packed && start > LAST_PACKED_START) {
            throw new DawsonException(file + ": its header says that the voxels begin at byte " + start
                + ", expected at most " + LAST_PACKED_START + " in a packed file; export it again");
        }
        if (packed && count > BOMB_BYTES && count / BOMB_RATIO > length) {
            throw new DawsonException(file + ": says that its " + length + " bytes unpack to " + count
                + ", which no scan does; if you trust it, unpack it with gunzip and open that");
        }
    }

    /** A stream at byte {@code start}. */
    InputStream openAt(long start) {
        InputStream in = null;
        try {
            in = open();
            in.skipNBytes(start);
            return in;
        } catch (IOException e) {
            closeAfter(in, e);
            throw e instanceof EOFException ? cutOff(start, 0) : explain(e);
        }
    }

    /** The message for a file that ends {@code missing} bytes early; {@code expected} counts from its start. */
    DawsonException cutOff(long expected, long missing) {
        return new DawsonException(file + ": is cut off: expected " + expected + " bytes"
            + (packed ? " after unpacking" : "") + (missing > 0 ? ", " + missing + " are missing" : "")
            + "; copy or export it again");
    }

    /** The message for an error while reading. */
    DawsonException explain(IOException e) {
        String why = e instanceof ZipException || e instanceof EOFException
            ? "is cut off or damaged (gzip: " + e.getMessage() + "); copy or export it again"
            : "cannot be read: " + e.getMessage();
        return new DawsonException(file + ": " + why, e);
    }

    // -- Helper methods --

    private InputStream open() throws IOException {
        InputStream raw = Files.newInputStream(file);
        return packed ? new GzipMembers(raw) : raw;
    }

    private static void closeAfter(InputStream in, IOException why) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException second) {
            why.addSuppressed(second);
        }
    }
}
