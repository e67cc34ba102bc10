package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every kind of voxel in both byte orders and both versions, from bytes laid by hand. */
class NiftiDatatypesTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> types() {
        return Stream.of(
            kind(2, 8, b -> b.put((byte) 0).put((byte) 127).put((byte) 128).put((byte) 255), 0, 127, 128, 255),
            kind(256, 8, b -> b.put((byte) 0).put((byte) 127).put((byte) -128).put((byte) -1), 0, 127, -128, -1),
            kind(4, 16, b -> b.putShort((short) 1).putShort((short) 258).putShort(Short.MIN_VALUE)
                .putShort((short) -2), 1, 258, -32768, -2),
            kind(512, 16, b -> b.putShort((short) 1).putShort((short) 258).putShort(Short.MIN_VALUE)
                .putShort((short) -2), 1, 258, 32768, 65534),
            kind(8, 32, b -> b.putInt(1).putInt(16909060).putInt(Integer.MIN_VALUE).putInt(-2),
                1, 16909060, Integer.MIN_VALUE, -2),
            kind(768, 32, b -> b.putInt(1).putInt(16909060).putInt(Integer.MIN_VALUE).putInt(-2),
                1, 16909060, 2147483648.0, 4294967294.0),
            kind(1024, 64, b -> b.putLong(1).putLong(1L << 52).putLong(Long.MIN_VALUE).putLong(-2),
                1, 0x1p52, -0x1p63, -2),
            kind(1280, 64, b -> b.putLong(1).putLong(1L << 52).putLong(Long.MIN_VALUE).putLong(-1),
                1, 0x1p52, 0x1p63, 0x1p64),
            kind(16, 32, b -> b.putFloat(1.5f).putFloat(-0.1f).putFloat(Float.NaN).putFloat(1e30f),
                1.5, -0.1f, Double.NaN, 1e30f),
            kind(64, 64, b -> b.putDouble(1.5).putDouble(-0.1).putDouble(Double.NEGATIVE_INFINITY).putDouble(1e300),
                1.5, -0.1, Double.NEGATIVE_INFINITY, 1e300));
    }

    private static Arguments kind(int code, int bits, Consumer<ByteBuffer> fill, double... expected) {
        return Arguments.of(code, bits, fill, expected);
    }

    @ParameterizedTest
    @MethodSource("types")
    void isReadInBothOrdersAndVersions(int code, int bits, Consumer<ByteBuffer> fill, double[] expected) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (RawImage raw : List.of(RawImage.nifti1(order), RawImage.nifti2(order))) {
                Path file = raw.dim(3, 4, 1, 1).type(code, bits).voxels(bits / 2, fill).save(folder.resolve("a.nii"));
                assertArrayEquals(expected, doubles(file), order + " " + code);
                float[] floats = NiftiReader.read(file).voxels();
                for (int i = 0; i < 4; i++) {
                    assertEquals((float) expected[i], floats[i], 0, order + " " + code);
                }
            }
        }
    }

    @Test
    void slopeAndInterceptAreAppliedInDouble() {
        Path file = RawImage.nifti1().dim(3, 2, 1, 1).type(4, 16).slope(0.1, -3)
            .voxels(4, b -> b.putShort((short) 1000).putShort((short) -7)).save(folder.resolve("a.nii"));
        assertArrayEquals(new double[] {1000.0 * 0.1f - 3, -7.0 * 0.1f - 3}, doubles(file));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "NaN, 5", "Infinity, 5", "0, NaN"})
    void noSlopeMeansNoScaling(double slope, double intercept) {
        Path file = RawImage.nifti2(ByteOrder.BIG_ENDIAN).dim(3, 2, 1, 1).type(2, 8).slope(slope, intercept)
            .voxels(2, b -> b.put((byte) 3).put((byte) 9)).save(folder.resolve("a.nii"));
        assertArrayEquals(new double[] {3, 9}, doubles(file));
    }

    @Test
    void aSlopeWithoutUsableInterceptIsRefused() {
        Path file = RawImage.nifti1().slope(2, Double.NaN).voxels(4, b -> { }).save(folder.resolve("a.nii"));
        assertTrue(refusal(file).contains("scl_inter"));
    }

    @ParameterizedTest
    @CsvSource({"128, 24", "2304, 32"})
    void coloursBecomeLuminanceAndAreNotScaled(int code, int bits) {
        Path file = RawImage.nifti1().dim(3, 2, 1, 1).type(code, bits).slope(2, 1).voxels(bits / 4, b -> {
            b.put(new byte[] {10, 20, 30});
            b.position(bits / 8);
            b.put(new byte[] {(byte) 255, (byte) 255, (byte) 255});
        }).save(folder.resolve("a.nii"));
        assertArrayEquals(new double[] {0.299 * 10 + 0.587 * 20 + 0.114 * 30, 255}, doubles(file), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"32, 64, complex", "1792, 128, complex", "2048, 256, complex", "1536, 128, 128-bit", "1, 1, one bit",
        "0, 0, datatype 0", "77, 8, datatype 77"})
    void whatIsNotReadIsNamed(int code, int bits, String word) {
        Path file = RawImage.nifti1().type(code, bits).voxels(64, b -> { }).save(folder.resolve("a.nii"));
        assertTrue(refusal(file).contains(word), refusal(file));
    }

    @Test
    void roundingToFloatIsSaid() {
        Path file = RawImage.nifti1().type(8, 32).voxels(4, b -> b.putInt(16777217)).save(folder.resolve("a.nii"));
        List<String> said = new ArrayList<>();
        NiftiReader.read(file, listener(said));
        assertTrue(said.stream().anyMatch(s -> s.contains("rounded")), said.toString());
        assertEquals(16777217, doubles(file)[0]);
    }

    @Test
    void aFrameOfManyDimensionsIsCountedFourthFastest() {
        Path file = RawImage.nifti1().dim(6, 1, 1, 2, 2, 3, 2).type(2, 8).voxels(24, b -> {
            for (int i = 0; i < 24; i++) {
                b.put((byte) i);
            }
        }).save(folder.resolve("a.nii"));
        assertEquals(12, NiftiReader.open(file).frames());
        assertArrayEquals(new float[] {14, 15}, NiftiReader.read(file, 7, Progress.NONE).voxels());
        assertTrue(refusal(file).contains("--frame"));
        DawsonException none = assertThrows(DawsonException.class, () -> NiftiReader.read(file, 12, Progress.NONE));
        assertTrue(none.getMessage().contains("12 frames, 0 to 11"), none.getMessage());
    }

    private static double[] doubles(Path file) {
        NiftiImage image = NiftiReader.open(file);
        double[] out = new double[(int) image.header().frameVoxels()];
        image.forEachBlock(Progress.NONE, (values, count) -> System.arraycopy(values, 0, out, 0, count));
        return out;
    }

    private static String refusal(Path file) {
        return assertThrows(DawsonException.class, () -> NiftiReader.read(file)).getMessage();
    }

    static Progress listener(List<String> said) {
        return event -> said.add(event.type() + ": " + event.text());
    }
}
