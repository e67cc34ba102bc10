package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two files for one image, and Analyze 7.5, which only comes so. */
class NiftiPairTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"a.hdr, a.img, false", "a.hdr.gz, a.img.gz, true", "A.HDR, A.IMG, false", "A.HDR.GZ, A.IMG.GZ, true"})
    void eitherFileFindsTheOther(String header, String voxels, boolean packed) {
        for (RawImage raw : List.of(
            RawImage.nifti1(ByteOrder.BIG_ENDIAN).magic("ni1\0").poke(h -> h.putFloat(108, 0)),
            RawImage.nifti2(ByteOrder.LITTLE_ENDIAN).magic("ni2\0").poke(h -> h.putLong(168, 0)))) {
            raw.dim(3, 2, 1, 1).voxels(8, b -> b.putFloat(3).putFloat(4));
            save(raw, header, voxels, packed);
            assertArrayEquals(new float[] {3, 4}, NiftiReader.read(folder.resolve(header)).voxels());
            assertArrayEquals(new float[] {3, 4}, NiftiReader.read(folder.resolve(voxels)).voxels());
        }
    }

    @Test
    void aPairMaySkipBytesOfItsVoxelFile() {
        RawImage raw = RawImage.nifti1().magic("ni1\0").poke(h -> h.putFloat(108, 8))
            .voxels(12, b -> b.putLong(0).putFloat(5));
        save(raw, "a.hdr", "a.img", false);
        assertEquals(5, NiftiReader.read(folder.resolve("a.img")).voxels()[0]);
    }

    @Test
    void aMissingHalfIsNamed() throws IOException {
        save(RawImage.nifti1().magic("ni1\0").voxels(4, b -> { }), "a.hdr", "a.img", false);
        Files.move(folder.resolve("a.img"), folder.resolve("b.img"));
        assertTrue(refusal("a.hdr").contains("a.img: no such file; the voxels of a.hdr belong there"));
        assertTrue(refusal("b.img").contains("b.hdr: no such file; the header of b.img belongs there"));
        RawImage.save(folder.resolve("a.img.gz"), RawImage.gzip(new byte[4]));
        assertTrue(refusal("a.hdr").contains("only a.img.gz is there"), refusal("a.hdr"));
    }

    @Test
    void aSingleFileUnderAPairsNameIsExplained() {
        save(RawImage.nifti1().voxels(4, b -> { }), "a.hdr", "a.img", false);
        assertTrue(refusal("a.hdr").contains("rename it to end in .nii"), refusal("a.hdr"));
    }

    @ParameterizedTest
    @CsvSource({"LITTLE", "BIG"})
    void analyzeIsReadWithoutOrientation(String order) {
        RawImage raw = RawImage.nifti1(order.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
            .magic("\0\0\0\0").poke(h -> h.putFloat(108, 0)).dim(4, 3, 1, 1, 1).type(4, 16).pixdim(0, 2, 3, 4)
            .qform(7, 1, 2, 3).sform(9, 1, 2, 3) // bytes that mean something else in Analyze
            .voxels(6, b -> b.putShort((short) -1).putShort((short) 2).putShort((short) 300));
        save(raw, "a.hdr", "a.img", false);
        NiftiImage image = NiftiReader.open(folder.resolve("a.img"));
        assertEquals(NiftiHeader.Format.ANALYZE, image.header().format());
        assertArrayEquals(new double[] {-2, 0, 0, 2, 0, 3, 0, 0, 0, 0, 4, 0}, image.geometry().affine().toArray(), 0);
        assertTrue(image.warnings().get(0).contains("which side is left"), image.warnings().toString());
        assertArrayEquals(new float[] {-1, 2, 300}, NiftiReader.read(folder.resolve("a.hdr")).voxels());
    }

    private String refusal(String name) {
        return assertThrows(DawsonException.class, () -> NiftiReader.read(folder.resolve(name))).getMessage();
    }

    private void save(RawImage raw, String header, String voxels, boolean packed) {
        byte[] h = raw.headerBytes();
        byte[] v = raw.voxelBytes();
        RawImage.save(folder.resolve(header), packed ? RawImage.gzip(h) : h);
        RawImage.save(folder.resolve(voxels), packed ? RawImage.gzip(v) : v);
    }
}
