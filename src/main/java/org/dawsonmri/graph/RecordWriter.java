package org.dawsonmri.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes TensorFlow's record format (tensorflow.org/tutorials/load_data/tfrecord): per record its length as 8 bytes,
 * a checksum of these, the data, a checksum of the data; numbers are little-endian. A checksum is the CRC-32C, turned
 * right by 15 bits, plus a constant, so that data which itself holds checksums does not fool it.
 */
final class RecordWriter implements AutoCloseable {

    private static final int MASK_DELTA = 0xa282ead8;
    private static final int MASK_TURN = 15;

    private final OutputStream out;

    /** @param out is closed by {@link #close()} */
    RecordWriter(OutputStream out) {
        this.out = out;
    }

    void write(byte[] data) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length);
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
        record.put(length.array()).putInt(checksum(length.array())).put(data).putInt(checksum(data));
        out.write(record.array());
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static int checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), MASK_TURN) + MASK_DELTA;
    }
}
