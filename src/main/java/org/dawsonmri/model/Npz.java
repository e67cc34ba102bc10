package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.graph.Weight;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Weights as NumPy's {@code .npz}: an uncompressed zip with one {@code .npy} of float32 for each variable, named like
 * it ({@code enc1/conv1/kernel}). {@code numpy.load} reads it.
 */
public final class Npz {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([^)]*)\\)");

    /** Values that are written at a time. */
    private static final int PART = 1 << 14;

    private Npz() {
    }

    /** Writes all weights, in one step. */
    public static void write(Path file, List<Weight> weights) {
        AtomicFile.write(file, out -> {
            // NB: not closed here; the stream belongs to the atomic file.
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setMethod(ZipOutputStream.STORED);
            for (Weight weight : weights) {
                CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
                long length = writeNpy(sum, weight.shape(), weight.values());
                ZipEntry entry = new ZipEntry(weight.name() + ".npy");
                entry.setTime(0);
                entry.setSize(length);
                entry.setCompressedSize(length);
                entry.setCrc(sum.getChecksum().getValue());
                zip.putNextEntry(entry);
                writeNpy(zip, weight.shape(), weight.values());
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /** Writes one array as {@code .npy}, part by part, and returns how many bytes that were. */
    static long writeNpy(OutputStream out, long[] shape, float[] values) throws IOException {
        byte[] header = header(shape);
        out.write(header);
        ByteBuffer part = ByteBuffer.allocate(Math.min(PART, values.length) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < values.length; first += PART) {
            int count = Math.min(PART, values.length - first);
            part.asFloatBuffer().put(values, first, count);
            out.write(part.array(), 0, count * Float.BYTES);
        }
        return header.length + (long) values.length * Float.BYTES;
    }

    /**
     * Reads all weights of a file that {@link #write} made.
     *
     * @param kind what they are for; the file does not say
     * @throws DawsonException if the file is missing, damaged or not what {@link #write} makes
     */
    public static List<Weight> read(Path file, Weight.Kind kind) {
        return read(file, kind, file.toFile().length());
    }

    /** The same of a file from elsewhere, whose arrays may be compressed. @param mostBytes of all values together */
    static List<Weight> read(Path file, Weight.Kind kind, long mostBytes) {
        long[] left = {mostBytes};
        return readEach(file, (name, in) -> {
            long[] shape = shape(name, in);
            long bytes = (long) Weight.size(shape) * Float.BYTES;
            left[0] -= bytes;
            if (left[0] < 0) {
                throw new IOException(name + " has the shape " + Arrays.toString(shape)
                    + ", which makes more values than there can be in the file");
            }
            return new Weight(name, shape, kind, values(name, shape, in));
        });
    }

    /** What a file from elsewhere says that it holds; values are neither read nor checked. */
    static Map<String, long[]> shapes(Path file) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        readEach(file, (name, in) -> shapes.put(name, shape(name, in)));
        return shapes;
    }

    // -- Helper methods --

    private static byte[] header(long[] shape) {
        StringBuilder dims = new StringBuilder();
        for (long n : shape) {
            dims.append(n).append(", ");
        }
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + dims.toString().strip() + "), }";
        // The values begin at a multiple of 64 bytes.
        int unpadded = MAGIC.length + 2 + header.length() + 1;
        int length = (unpadded + 63) / 64 * 64;
        header += " ".repeat(length - unpadded) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        return bytes.array();
    }

    /** Reads an array. */
    @FunctionalInterface
    private interface Entry<T> {
        T read(String name, DataInputStream in) throws IOException;
    }

    private static <T> List<T> readEach(Path file, Entry<T> reader) {
        List<T> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName().replaceFirst("\\.npy$", "");
                if (!names.add(name)) {
                    throw new IOException(name + " is there twice");
                }
                try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                    all.add(reader.read(name, new DataInputStream(in)));
                    // NB: a ZipFile does not look at the sums. What was not read to its end was not to be used.
                    if (in.read() < 0 && in.getChecksum().getValue() != entry.getCrc()) {
                        throw new IOException(name + " is damaged: its CRC is not the one that was written with it");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new DawsonException(file + ": weights cannot be read (" + e.getMessage()
                + "); expected an .npz of float32 arrays, the file is missing, damaged or of another kind", e);
        }
        return all;
    }

    /** Reads the head of one {@code .npy}, which must be a C-ordered float32 array of version 1. */
    private static long[] shape(String name, DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (magic.length < MAGIC.length || magic[1] != 'N' || magic[6] != 1) {
            throw new IOException(name + " is not a version 1 .npy array");
        }
        int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
        String header = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
        Matcher shape = SHAPE.matcher(header);
        if (!header.contains("'<f4'") || header.contains("'fortran_order': True") || !shape.find()) {
            throw new IOException(name + " is not a C-ordered float32 array, store "
                + "numpy.ascontiguousarray(array, 'float32')");
        }
        return Arrays.stream(shape.group(1).split(",")).filter(n -> !n.isBlank())
            .mapToLong(n -> Long.parseLong(n.strip())).toArray();
    }

    /** Reads the rest of one. No more memory is taken than there are bytes. */
    private static float[] values(String name, long[] shape, DataInputStream in) throws IOException {
        int wanted = Math.multiplyExact(Weight.size(shape), Float.BYTES);
        byte[] bytes = in.readNBytes(wanted);
        if (bytes.length < wanted || in.read() >= 0) {
            throw new EOFException(name + " has "
                + (bytes.length < wanted ? "only " + bytes.length : "more than " + wanted)
                + " bytes of values for the shape " + Arrays.toString(shape));
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** Reads one array that is a file by itself. */
    static Weight parse(String name, Weight.Kind kind, DataInputStream in) throws IOException {
        long[] shape = shape(name, in);
        return new Weight(name, shape, kind, values(name, shape, in));
    }
}
