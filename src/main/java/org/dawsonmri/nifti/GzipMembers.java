package org.dawsonmri.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks the members of a gzip file one after the other (RFC 1952), however many there are. What follows the last one
 * is left alone: padding is common and harmless.
 *
 * <p>NB: {@link java.util.zip.GZIPInputStream} calls itself for each member without content, so that some thousands of
 * them overflow the stack.
 */
final class GzipMembers extends InputStream {

    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int BUFFER = 1 << 16;

    private final InputStream raw;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean begun;
    private boolean inMember;
    private boolean over;

    /** @param raw its bytes; is closed with this stream */
    GzipMembers(InputStream raw) {
        this.raw = raw;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int got = inflate(out, from, count);
            if (got > 0) {
                checksum.update(out, from, got);
                return got;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                require(fill());
                inflater.setInput(buffer, at, end - at);
            } else {
                throw new ZipException("a preset dictionary is asked for");
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        raw.close();
    }

    // -- Helper methods --

    private int inflate(byte[] out, int from, int count) throws ZipException {
        try {
            return inflater.inflate(out, from, count);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage() == null ? "invalid data" : e.getMessage());
        }
    }

    /** False if no further member follows. */
    private boolean beginMember() throws IOException {
        over = over || !isMember();
        if (over && !begun) {
            throw new ZipException("no packed data");
        }
        if (over) {
            return false;
        }
        int flags = next();
        for (int i = 0; i < 6; i++) { // time, level, system
            next();
        }
        if ((flags & EXTRA) != 0) {
            for (int left = next() | next() << 8; left > 0; left--) {
                next();
            }
        }
        for (int texts = Integer.bitCount(flags & (NAME | COMMENT)); texts > 0; ) {
            texts -= next() == 0 ? 1 : 0;
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            next();
            next();
        }
        inflater.reset();
        inflater.setInput(buffer, at, end - at);
        checksum.reset();
        begun = true;
        inMember = true;
        return true;
    }

    /** Whether the next bytes begin one; zeros between members are padding. */
    private boolean isMember() throws IOException {
        while (begun && fill() && buffer[at] == 0) {
            at++;
        }
        return fill() && next() == FIRST && fill() && next() == SECOND && fill() && next() == DEFLATE;
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        inMember = false;
        if (number() != checksum.getValue() || number() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("the checksum differs");
        }
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        require(fill());
        return buffer[at++] & 0xff;
    }

    /** Makes sure that a byte is in the buffer; false at the end of the file. */
    private boolean fill() throws IOException {
        if (inMember && inflater.needsInput()) {
            at = end; // the inflater has all of it
        }
        if (at == end) {
            at = 0;
            end = Math.max(0, raw.read(buffer, 0, BUFFER));
        }
        return end > 0;
    }

    private static void require(boolean more) throws EOFException {
        if (!more) {
            throw new EOFException("the data end too early");
        }
    }
}
