package org.dawsonmri.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.graph.Weight;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Arrays in files that are damaged, or made by somebody who means no good. */
class NpzTest {

    @TempDir
    private Path folder;

    @Test
    void aChangedByteIsNoticed() throws Exception {
        Path file = folder.resolve("weights.npz");
        float[] values = new float[1000];
        Arrays.fill(values, 0.5f);
        Npz.write(file, List.of(new Weight("a/kernel", new long[] {10, 100}, Weight.Kind.TRAINABLE, values)));
        assertArrayEquals(values, Npz.read(file, Weight.Kind.TRAINABLE).get(0).values());
        byte[] bytes = Files.readAllBytes(file);
        bytes[2000] ^= 4;
        Files.write(file, bytes);
        assertRefused(file, "a/kernel is damaged: its CRC is not");
    }

    /** Some kilobytes that become 64 megabytes, and say so. */
    @Test
    void aBombIsRefusedBeforeItsMemoryIsTaken() throws Exception {
        Path file = zip("a/kernel.npy", npy("(4096, 4096)"), 1 << 26);
        assertTrue(Files.size(file) < 1 << 17);
        assertRefused(file, "more values than there can be in the file");
    }

    /** It says that it is small. */
    @Test
    void whatGoesOnAfterItsEndIsNotReadOn() throws Exception {
        assertRefused(zip("a.npy", npy("(2, 3)"), 1 << 20), "more than 24 bytes");
        assertRefused(zip("a.npy", npy("(2, 3)"), 23), "only 23 bytes");
    }

    @Test
    void shapesThatCannotBe() throws Exception {
        for (String shape : List.of("(-1,)", "(4611686018427387904, 4)", "(99999999999999999999,)", "(x,)",
            "(65536, 65536)")) {
            assertRefused(zip("a.npy", npy(shape), 100), "weights cannot be read");
        }
        assertRefused(zip("a.npy", "no array".getBytes(StandardCharsets.US_ASCII), 0), "not a version 1 .npy");
        assertRefused(zip("a.npy", new byte[0], 0), "not a version 1 .npy");
    }

    @Test
    void twoOfOneName() throws Exception {
        Path file = folder.resolve("two.npz");
        Weight one = new Weight("a", new long[] {1}, Weight.Kind.TRAINABLE, new float[1]);
        Npz.write(file, List.of(one, new Weight("b", new long[] {1}, Weight.Kind.TRAINABLE, new float[1])));
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("b.npy", "a.npy");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        assertRefused(file, "a is there twice");
    }

    @Test
    void damageEndsInALine() throws Exception {
        Path file = folder.resolve("weights.npz");
        Npz.write(file, List.of(new Weight("a", new long[] {5}, Weight.Kind.TRAINABLE, new float[5]),
            new Weight("b", new long[] {2, 2}, Weight.Kind.TRAINABLE, new float[4])));
        byte[] good = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 800; i++) {
            byte[] bad = i % 4 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int change = 0; change < i % 4 && bad.length > 0; change++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Files.write(file, bad);
            try {
                Npz.read(file, Weight.Kind.TRAINABLE);
            } catch (DawsonException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }

    private static void assertRefused(Path file, String message) {
        DawsonException e = assertThrows(DawsonException.class, () -> Npz.read(file, Weight.Kind.TRAINABLE));
        assertTrue(e.getMessage().startsWith(file + ": weights cannot be read") && e.getMessage().contains(message),
            e.getMessage());
    }

    /** A compressed entry: some bytes and so many zeros. */
    private Path zip(String name, byte[] head, int zeros) throws IOException {
        Path file = folder.resolve("other.npz");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(head);
            byte[] block = new byte[1 << 16];
            for (int left = zeros; left > 0; left -= block.length) {
                zip.write(block, 0, Math.min(left, block.length));
            }
        }
        return file;
    }

    private static byte[] npy(String shape) {
        byte[] header = ("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n")
            .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(10 + header.length).order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length).put(header)
            .array();
    }
}
