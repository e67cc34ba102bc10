package org.dawsonmri.reliability;

import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.nifti.RawImage;
import org.dawsonmri.nifti.VoxelSummary;
import org.dawsonmri.volume.GridDistance;
import org.dawsonmri.volume.Volume;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * NIfTI-1, NIfTI-2 and Analyze, packed and not, of all byte orders and kinds of voxels; the conformance files of
 * {@code -Ddawson.data=DIR}, if they are there. What can be read is written in its grid and has to come back.
 */
final class DamagedImages implements Damage {

    private static final int HEADER = 352;
    private static final int LARGEST = 64 << 10;

    /** Files that belong together, by the ends of their names. */
    private record Original(List<String> endings, List<byte[]> files) {
    }

    private final List<Original> originals = new ArrayList<>();

    DamagedImages() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (RawImage image : List.of(placed(RawImage.nifti1(order)), placed(RawImage.nifti2(order)))) {
                add(image.type(16, 32), 4);
                add(image.type(4, 16).slope(0.5, -3), 2);
                add(image.type(2, 8).slope(0, 0), 1);
                add(image.type(64, 64), 8);
                add(image.type(1280, 64), 8);
                add(image.type(128, 24), 3);
                add(image.type(32, 64), 8); // complex: refused as it is
            }
        }
        addConformanceFiles();
    }

    @Override
    public String name() {
        return "NIfTI-1, NIfTI-2, Analyze";
    }

    @Override
    public Callable<?> write(SplittableRandom random, Path folder) throws IOException {
        Original original = originals.get(random.nextInt(originals.size()));
        int which = random.nextInt(original.files.size());
        for (int i = 0; i < original.files.size(); i++) {
            byte[] bytes = original.files.get(i);
            Files.write(folder.resolve("scan" + original.endings.get(i)), i == which ? damaged(bytes, random) : bytes);
        }
        Path file = folder.resolve("scan" + original.endings.get(random.nextInt(original.endings.size())));
        return () -> read(file);
    }

    /** As a command would: the header, all values, a volume, a result in its grid. */
    static Object read(Path file) {
        NiftiImage image = NiftiReader.open(file);
        VoxelSummary.of(image, Progress.NONE);
        Volume first = image.frame(0, Progress.NONE);
        Path copy = file.resolveSibling("copy.nii");
        NiftiWriter.write(first, copy, NiftiType.FLOAT32);
        Volume back = NiftiReader.read(copy);
        if (!Arrays.equals(first.voxels(), back.voxels())
            || !GridDistance.of(first.geometry(), back.geometry()).isRounding()) {
            throw new IllegalStateException("written as " + first.geometry() + ", came back as " + back.geometry());
        }
        return back;
    }

    // -- Helper methods --

    private static byte[] damaged(byte[] bytes, SplittableRandom random) throws IOException {
        Mutator mutator = new Mutator(random);
        boolean packed = bytes.length > 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
        if (!packed || random.nextInt(3) == 0) {
            return mutator.bytes(bytes, HEADER);
        }
        byte[] plain = mutator.bytes(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), HEADER);
        return RawImage.gzip(plain);
    }

    /** 5×4×3 voxels in two frames with a qform and an sform. */
    private static RawImage placed(RawImage image) {
        return image.dim(4, 5, 4, 3, 2).pixdim(1, 1, 2, 3).units(2).qform(1, 0, 0, Math.sqrt(0.5), 10, 20, 30)
            .sform(2, 0, -2, 0, 10, 1, 0, 0, 20, 0, 0, 3, 30);
    }

    /** As one file, packed, and as a pair; of NIfTI-1 also as Analyze. */
    private void add(RawImage image, int bytesPerVoxel) {
        image.voxels(120 * bytesPerVoxel, b -> new SplittableRandom(1).ints(b.capacity(), 0, 100)
            .forEach(v -> b.put((byte) v)));
        byte[] bytes = image.bytes();
        boolean two = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == 540
            || ByteBuffer.wrap(bytes).getInt(0) == 540;
        originals.add(new Original(List.of(".nii"), List.of(bytes)));
        originals.add(new Original(List.of(".nii.gz"), List.of(RawImage.gzip(bytes))));
        for (String magic : two ? List.of("ni2\0\r\n\032\n") : List.of("ni1\0", "\0\0\0\0")) {
            byte[] header = Arrays.copyOf(bytes, two ? 540 : 348);
            byte[] letters = magic.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(letters, 0, header, two ? 4 : 344, letters.length);
            Arrays.fill(header, two ? 168 : 108, two ? 176 : 112, (byte) 0); // the voxels begin with their file
            originals.add(new Original(List.of(".hdr", ".img"), List.of(header, image.voxelBytes())));
            originals.add(new Original(List.of(".hdr.gz", ".img.gz"),
                List.of(RawImage.gzip(header), RawImage.gzip(image.voxelBytes()))));
        }
    }

    private void addConformanceFiles() throws IOException {
        Path folder = Path.of(System.getProperty("dawson.data", "../shared/data"), "nifti");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.nii(\\.gz)?")).sorted().toList()) {
                if (Files.size(file) <= LARGEST) {
                    String ending = file.toString().endsWith(".gz") ? ".nii.gz" : ".nii";
                    originals.add(new Original(List.of(ending), List.of(Files.readAllBytes(file))));
                }
            }
        }
    }
}
