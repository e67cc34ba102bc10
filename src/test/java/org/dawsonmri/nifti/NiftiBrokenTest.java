package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** Broken and hostile files: one line each, in no time, and no memory by a header's word. */
class NiftiBrokenTest {

    private static final long LITTLE_MEMORY = 64L << 20;

    @TempDir
    private Path folder;

    @Test
    void filesThatAreNone() throws Exception {
        refuses(folder.resolve("missing.nii"), "no such file");
        refuses(Files.createDirectory(folder.resolve("folder.nii")), "is a folder");
        refuses(RawImage.save(folder.resolve("empty.nii"), new byte[0]), "too short for a NIfTI header: found 0 bytes");
        refuses(RawImage.save(folder.resolve("short.nii"), Arrays.copyOf(image().bytes(), 200)), "found 200 bytes");
        refuses(RawImage.save(folder.resolve("image.png"), image().bytes()), "not a NIfTI file by its name");
        refuses(RawImage.save(folder.resolve("noise.nii"), noise(5000)), "not a NIfTI file");
        refuses(RawImage.save(folder.resolve("noise.nii.gz"), noise(5000)), "not a NIfTI file");
    }

    @Test
    void dimensionsThatCannotBe() {
        refuses(image().dim(3, 30000, 30000, 30000), "cut off or its header is wrong: found 256 bytes");
        refuses(image().dim(7, 32767, 32767, 32767, 32767, 32767, 32767, 32767), "impossible dimensions");
        refuses(RawImage.nifti2(ByteOrder.LITTLE_ENDIAN).dim(3, Long.MAX_VALUE, 2, 2), "impossible dimensions");
        refuses(RawImage.nifti2(ByteOrder.LITTLE_ENDIAN).dim(3, 1L << 32, 1, 1), "impossible dimensions");
        refuses(image().dim(3, 4, -4, 4), "has -4 voxels along dimension 2");
        refuses(image().dim(3, 4, 4, 0), "has 0 voxels along dimension 3");
        refuses(image().dim(0, 4, 4, 4), "0 dimensions");
        refuses(image().dim(8, 4, 4, 4), "8 dimensions");
        refuses(image().dim(-3, 4, 4, 4), "-3 dimensions");
        refuses(image().dim(4, 4, 4, 4, -1), "has -1 voxels along dimension 4");
    }

    @Test
    void voxelsThatAreNotThere() {
        refuses(image().voxels(255, b -> { }), "found 255 bytes of voxels, expected 256");
        refuses(image().poke(h -> h.putFloat(108, 1e6f)), "begin at byte 1000000, but the file has 608");
        refuses(image().poke(h -> h.putFloat(108, 353)), "found 255 bytes");
        refuses(image().poke(h -> h.putFloat(108, 1e30f)), "vox_offset");
        refuses(image().poke(h -> h.putFloat(108, Float.NaN)), "vox_offset");
        refuses(image().poke(h -> h.putFloat(108, -352)), "vox_offset");
        refuses(image().poke(h -> h.putFloat(108, 100)), "vox_offset");
        refuses(image().poke(h -> h.putFloat(108, 352.5f)), "vox_offset");
        refuses(RawImage.nifti2(ByteOrder.BIG_ENDIAN).poke(h -> h.putLong(168, Long.MAX_VALUE)), "vox_offset");
    }

    @Test
    void headersThatContradictThemselves() {
        refuses(image().type(16, 16), "datatype float32 has 32 bits per voxel, bitpix says 16");
        refuses(image().type(4, 0), "bitpix says 0");
        refuses(image().magic("ni1\0"), "rename it to end in .hdr");
        refuses(image().magic("abc\0"), "not a NIfTI file: the letters n+1");
        refuses(RawImage.nifti2(ByteOrder.BIG_ENDIAN).magic("n+1\0"), "the letters n+2");
    }

    @Test
    void zeroOffsetsAndFourthDimensionsArePutRight() {
        Path file = image().poke(h -> h.putFloat(108, 0)).dim(4, 4, 4, 4, 0).save(folder.resolve("a.nii"));
        NiftiImage image = NiftiReader.open(file);
        assertEquals(352, image.header().voxOffset());
        assertEquals(1, image.frames());
        assertTrue(image.warnings().toString().contains("vox_offset is 0"), image.warnings().toString());
        assertTrue(image.warnings().toString().contains("dimension 4 is 0"), image.warnings().toString());
    }

    @Test
    void aPackedFileThatClaimsMoreThanItCanHold() {
        byte[] bomb = RawImage.gzip(image().dim(3, 30000, 30000, 30000).bytes());
        refuses(RawImage.save(folder.resolve("bomb.nii.gz"), bomb), "found at most");
    }

    @Test
    void aPackedFileThatWouldUnpackForMinutes() {
        RawImage raw = image().voxels(2_000_000, b -> b.put(noise(2_000_000)));
        refuses(RawImage.save(folder.resolve("a.nii.gz"), RawImage.gzip(raw.dim(3, 1200, 1200, 1200).type(2, 8)
            .bytes())), "unpack to 1728000000, which no scan does");
        refuses(RawImage.save(folder.resolve("b.nii.gz"), RawImage.gzip(raw.dim(3, 4, 4, 4)
            .poke(h -> h.putFloat(108, 1e9f)).bytes())), "begin at byte 1000000000, expected at most 67108864");
    }

    @Test
    void aPackedFileThatClaimsMoreThanItHolds() {
        byte[] packed = RawImage.gzip(image().dim(3, 512, 512, 1).voxels(1000 * 1000, b -> { }).bytes());
        refuses(RawImage.save(folder.resolve("a.nii.gz"), packed), "expected 1048928 bytes after unpacking, 48576 are");
    }

    @Test
    void aPackedFileWhoseVoxelsBeginBeyondItsEnd() {
        byte[] packed = RawImage.gzip(image().poke(h -> h.putFloat(108, 10000)).bytes());
        refuses(RawImage.save(folder.resolve("a.nii.gz"), packed), "is cut off");
    }

    @Test
    void aCutOffOrDamagedPackedFile() {
        byte[] packed = RawImage.gzip(image().voxels(256, b -> b.put(noise(256))).bytes());
        Path file = folder.resolve("a.nii.gz");
        refuses(RawImage.save(file, Arrays.copyOf(packed, packed.length - 150)), "is cut off");
        refuses(RawImage.save(file, Arrays.copyOf(packed, packed.length - 4)), "cut off or damaged");
        refuses(RawImage.save(file, Arrays.copyOf(packed, 12)), "cut off or damaged");
        refuses(RawImage.save(file, Arrays.copyOf(packed, 2)), "cut off or damaged");
        byte[] flipped = packed.clone();
        flipped[packed.length - 8] ^= 1; // the checksum
        refuses(RawImage.save(file, flipped), "cut off or damaged");
    }

    @Test
    void aPackedFileUnderAPlainNameIsReadAndTheOtherWayRound() {
        Path packed = RawImage.save(folder.resolve("a.nii"), RawImage.gzip(image().bytes()));
        Path plain = RawImage.save(folder.resolve("b.nii.gz"), image().bytes());
        assertEquals(64, NiftiReader.read(packed).voxels().length);
        assertEquals(64, NiftiReader.read(plain).voxels().length);
    }

    @Test
    void noisyHeadersNeverEndInAnythingButOneLine() {
        byte[] good = image().bytes();
        Random random = new Random(7);
        Path file = folder.resolve("a.nii");
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = good.clone();
            for (int k = 0; k < 1 + i % 8; k++) {
                bytes[40 + random.nextInt(308)] = (byte) random.nextInt(256);
            }
            RawImage.save(file, bytes);
            try {
                VoxelSummary.of(NiftiReader.open(file), Progress.NONE);
            } catch (DawsonException expected) {
                assertFalse(expected.getMessage().contains("\n"), expected.getMessage());
            }
        }
    }

    // -- Helper methods --

    /** 4×4×4 float32 zeros. */
    private static RawImage image() {
        return RawImage.nifti1().dim(3, 4, 4, 4).voxels(256, b -> { });
    }

    private void refuses(RawImage raw, String words) {
        refuses(raw.save(folder.resolve("raw.nii")), words);
    }

    private static void refuses(Path file, String words) {
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            long before = allocated();
            String message = assertThrows(DawsonException.class, () -> NiftiReader.read(file)).getMessage();
            assertTrue(allocated() - before < LITTLE_MEMORY, "allocated " + (allocated() - before));
            assertTrue(message.contains(words), message);
            assertTrue(message.startsWith(file.toString()), message);
            assertFalse(message.contains("\n"), message);
        });
    }

    /** Bytes that this thread allocated so far. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] noise(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
