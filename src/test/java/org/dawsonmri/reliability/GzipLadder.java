package org.dawsonmri.reliability;

import org.dawsonmri.nifti.RawImage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Packed files with more and more members that hold nothing: before, between and after the data. */
final class GzipLadder {

    private static final int[] MEMBERS = {0, 1, 10, 1000, 10_000, 100_000};
    private static final byte[] EMPTY = RawImage.gzip(new byte[0]);

    private GzipLadder() {
    }

    /** Reads all of them. */
    static void climb(Tally tally, Path folder) throws IOException, InterruptedException {
        byte[] bytes = RawImage.nifti1().dim(3, 16, 16, 4).voxels(4096, b -> b.putInt(9)).bytes();
        byte[] half = RawImage.gzip(Arrays.copyOf(bytes, 2000));
        byte[] rest = RawImage.gzip(Arrays.copyOfRange(bytes, 2000, bytes.length));
        Path file = folder.resolve("scan.nii.gz");
        for (int members : MEMBERS) {
            byte[] none = repeated(members);
            byte[][][] places = {{none, half, rest}, {half, none, rest}, {half, rest, none}, {none, half, none, rest, none}};
            for (byte[][] parts : places) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (byte[] part : parts) {
                    all.writeBytes(part);
                }
                Files.write(file, all.toByteArray());
                tally.count("gzip-" + members, folder, () -> DamagedImages.read(file));
            }
        }
    }

    private static byte[] repeated(int count) {
        byte[] all = new byte[count * EMPTY.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(EMPTY, 0, all, i * EMPTY.length, EMPTY.length);
        }
        return all;
    }
}
