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

    /** Reads all of them, single files and pairs. */
    static void climb(Tally tally, Path folder) throws IOException, InterruptedException {
        RawImage image = RawImage.nifti1().dim(3, 16, 16, 4).voxels(4096, b -> b.putInt(9));
        byte[] bytes = image.bytes();
        byte[] half = RawImage.gzip(Arrays.copyOf(bytes, 2000));
        byte[] rest = RawImage.gzip(Arrays.copyOfRange(bytes, 2000, bytes.length));
        byte[] header = RawImage.gzip(image.magic("ni1\0").poke(h -> h.putFloat(108, 0)).headerBytes());
        byte[] voxels = RawImage.gzip(image.voxelBytes());
        Path single = folder.resolve("scan.nii.gz");
        Path pair = folder.resolve("pair.hdr.gz");
        for (int members : MEMBERS) {
            byte[] none = repeated(members);
            for (byte[][] parts : new byte[][][] {{none, half, rest}, {half, none, rest}, {half, rest, none},
                {none, half, none, rest, none}}) {
                Files.write(single, joined(parts));
                tally.count("gzip-" + members, folder, () -> DamagedImages.read(single));
            }
            Files.write(pair, joined(none, header, none));
            Files.write(folder.resolve("pair.img.gz"), joined(none, voxels, none));
            tally.count("pair-" + members, folder, () -> DamagedImages.read(pair));
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] repeated(int count) {
        byte[] all = new byte[count * EMPTY.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(EMPTY, 0, all, i * EMPTY.length, EMPTY.length);
        }
        return all;
    }
}
