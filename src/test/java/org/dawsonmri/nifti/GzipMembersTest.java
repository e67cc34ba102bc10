package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** Packed files of many members, with what programs put around them, and cut off or damaged in each place. */
class GzipMembersTest {

    private static final byte[] EMPTY = RawImage.gzip(new byte[0]);

    @TempDir
    private Path folder;

    private final RawImage image = RawImage.nifti1().dim(3, 20, 10, 5)
        .voxels(4000, b -> new Random(3).ints(1000).forEach(i -> b.putFloat(i % 1000)));

    /** Java's own stream overflows the stack at some thousands. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1000, 10_000, 100_000})
    void membersWithoutContentAreNothing(int count) {
        byte[] all = image.bytes();
        byte[] half = RawImage.gzip(Arrays.copyOf(all, 1000));
        byte[] rest = RawImage.gzip(Arrays.copyOfRange(all, 1000, all.length));
        byte[] whole = RawImage.gzip(all);
        byte[] none = repeated(count);
        reads(joined(none, whole));
        reads(joined(half, none, rest));
        reads(joined(whole, none));
        reads(joined(none, half, none, rest, none));
    }

    @Test
    void aMemberForEachFewBytesIsOneImage() {
        byte[] all = image.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < all.length; i += 7) {
            out.writeBytes(RawImage.gzip(Arrays.copyOfRange(all, i, Math.min(all.length, i + 7))));
        }
        reads(out.toByteArray());
    }

    @Test
    void paddingIsHarmless() {
        byte[] whole = RawImage.gzip(image.bytes());
        reads(joined(whole, new byte[512]));
        reads(joined(RawImage.gzip(Arrays.copyOf(image.bytes(), 999)), new byte[70_000],
            RawImage.gzip(Arrays.copyOfRange(image.bytes(), 999, image.bytes().length))));
        reads(joined(whole, "and a signature".getBytes()));
        reads(joined(whole, new byte[] {0x1f}));
        reads(joined(whole, new byte[] {0x1f, (byte) 0x8b}));
    }

    @Test
    void optionalFieldsOfAMemberAreSkipped() {
        byte[] plain = RawImage.gzip(image.bytes());
        byte[] head = Arrays.copyOf(plain, 10);
        head[3] = 2 | 4 | 8 | 16;
        byte[] fields = joined(new byte[] {3, 0, 9, 9, 9}, "scan.nii\0".getBytes(), "a comment\0".getBytes(),
            new byte[2]);
        byte[] labelled = joined(head, fields, Arrays.copyOfRange(plain, 10, plain.length));
        reads(labelled);
        reads(joined(EMPTY, labelled));
        refuses(Arrays.copyOf(labelled, 12));
        refuses(joined(EMPTY, Arrays.copyOf(labelled, 20)));
    }

    @Test
    void whatIsCutOffOrDamagedIsSaid() {
        byte[] all = image.bytes();
        byte[] first = RawImage.gzip(Arrays.copyOf(all, 1000));
        byte[] rest = RawImage.gzip(Arrays.copyOfRange(all, 1000, all.length));
        refuses(first);
        refuses(joined(first, Arrays.copyOf(rest, rest.length / 2)));
        refuses(joined(first, Arrays.copyOf(rest, rest.length - 3)));
        refuses(joined(first, Arrays.copyOf(rest, 5)));
        refuses(joined(first, new byte[] {0, 7}, rest));
        refuses(joined(damaged(first, first.length - 8), rest));
        refuses(joined(damaged(first, first.length - 2), rest));
        refuses(joined(first, damaged(rest, rest.length - 8)));
        refuses(joined(first, damaged(rest, rest.length / 2)));
    }

    // -- Helper methods --

    private void reads(byte[] packed) {
        Path file = RawImage.save(folder.resolve("a.nii.gz"), packed);
        float[] expected = NiftiReader.read(image.save(folder.resolve("plain.nii"))).voxels();
        assertTimeoutPreemptively(Duration.ofSeconds(10),
            () -> assertArrayEquals(expected, NiftiReader.read(file).voxels()));
    }

    private void refuses(byte[] packed) {
        Path file = RawImage.save(folder.resolve("a.nii.gz"), packed);
        String message = assertThrows(DawsonException.class, () -> NiftiReader.read(file)).getMessage();
        assertTrue(message.startsWith(file + ": is cut off"), message);
        assertFalse(message.contains("\n"), message);
    }

    private static byte[] repeated(int count) {
        byte[] all = new byte[count * EMPTY.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = EMPTY[i % EMPTY.length];
        }
        return all;
    }

    private static byte[] damaged(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= 0x55;
        return other;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
