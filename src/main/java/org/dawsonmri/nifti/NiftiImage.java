package org.dawsonmri.nifti;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A NIfTI or Analyze image on disk: its header and geometry are read and checked, its voxels are read on demand. A
 * frame is one 3-D volume; the dimensions four to seven (time, channels, …) are counted through as frames from 0, the
 * fourth fastest.
 *
 * <pre>{@code
 * NiftiImage image = NiftiImage.open(Path.of("bold.nii.gz"));
 * Volume last = image.frame(image.frames() - 1, Progress.NONE);
 * }</pre>
 */
public final class NiftiImage {

    private static final int BLOCK = 1 << 16; // voxels decoded at a time
    private static final int MAX_VOXELS = Integer.MAX_VALUE - 8; // the longest array that every Java can make
    private static final int HEAD_BYTES = HeaderParser.NIFTI2_BYTES;

    private final Path file;
    private final ByteSource source;
    private final NiftiHeader header;
    private final Geometry geometry;
    private final List<String> warnings;

    /** Takes voxels in the order of the file, block by block, with slope and intercept applied. */
    @FunctionalInterface
    public interface BlockReader {

        /** @param values the block; only the first {@code count} are valid, and only until this returns */
        void accept(double[] values, int count);
    }

    private NiftiImage(Path file, ByteSource source, NiftiHeader header, Geometry geometry, List<String> warnings) {
        this.file = file;
        this.source = source;
        this.header = header;
        this.geometry = geometry;
        this.warnings = List.copyOf(warnings);
    }

    /** Reads and checks the header. @throws DawsonException if the file is missing, broken or of a kind not read */
    static NiftiImage open(Path file) {
        NiftiFiles files = NiftiFiles.find(file);
        List<String> warnings = new ArrayList<>();
        byte[] head = ByteSource.of(files.header()).head(HEAD_BYTES);
        NiftiHeader header = new HeaderParser(files.header().toString(), files.isPair(), warnings).parse(head);
        ByteSource voxels = ByteSource.of(files.voxels());
        voxels.requireRoom(header.voxOffset(), header.dataBytes());
        if (header.frameVoxels() > MAX_VOXELS) {
            throw new DawsonException(file + ": has " + HeaderParser.text(header.shape())
                + " voxels, more than the " + MAX_VOXELS + " that one volume can hold; crop or resample it");
        }
        return new NiftiImage(file, voxels, header, GeometryRule.geometry(header, warnings), warnings);
    }

    public Path file() {
        return file;
    }

    public NiftiHeader header() {
        return header;
    }

    /** The grid of every frame. */
    public Geometry geometry() {
        return geometry;
    }

    /** How many 3-D volumes there are. */
    public long frames() {
        return header.frames();
    }

    /** What the user should know: which affine was taken and why, numbers that were put right. May be empty. */
    public List<String> warnings() {
        return warnings;
    }

    /** Tells {@code progress} all warnings, each with the file's name. */
    public void report(Progress progress) {
        warnings.forEach(text -> progress.warning(file + ": " + text));
    }

    /** Reads one frame. @throws DawsonException if there is no such frame, or the file or the memory ends early */
    public Volume frame(long frame, Progress progress) {
        if (frame < 0 || frame >= frames()) {
            throw new DawsonException(file + ": has no frame " + frame + "; found "
                + (frames() == 1 ? "one frame, number 0" : frames() + " frames, 0 to " + (frames() - 1)));
        }
        float[] voxels = allocate(header.frameVoxels());
        int[] at = {0};
        boolean[] rounded = {false};
        boolean whole = header.datatype().isInteger() && header.slope() == 1 && header.intercept() == 0;
        forEachBlock(frame, 1, progress, (values, count) -> {
            int start = at[0];
            for (int i = 0; i < count; i++) {
                float v = (float) values[i];
                voxels[start + i] = v;
                rounded[0] |= v != values[i] && (whole || Float.isInfinite(v));
            }
            at[0] += count;
        });
        if (rounded[0]) {
            progress.warning(file + ": holds numbers that a 32-bit float cannot hold exactly; they were rounded");
        }
        return new Volume(geometry, voxels, frames() == 1 ? file.toString() : file + " frame " + frame);
    }

    /** Reads all frames, block by block, without holding them. */
    public void forEachBlock(Progress progress, BlockReader reader) {
        forEachBlock(0, frames(), progress, reader);
    }

    // -- Helper methods --

    private float[] allocate(long count) {
        try {
            return new float[(int) count];
        } catch (OutOfMemoryError e) {
            throw new DawsonException(file + ": needs " + (count >> 18) + " MB of memory for " + geometry.shapeText()
                + " voxels, Java may use " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB in all; give it more (-Xmx) or crop the image", e);
        }
    }

    private void forEachBlock(long first, long count, Progress progress, BlockReader reader) {
        Datatype type = header.datatype();
        long frameBytes = header.frameVoxels() * type.bytes();
        long end = header.voxOffset() + (first + count) * frameBytes;
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK * type.bytes()).order(header.order());
        double[] values = new double[BLOCK];
        try (InputStream in = source.openAt(header.voxOffset() + first * frameBytes)) {
            long left = count * header.frameVoxels();
            while (left > 0) {
                progress.checkCancelled();
                int block = (int) Math.min(BLOCK, left);
                int got = readFully(in, bytes.array(), block * type.bytes());
                if (got < block * type.bytes()) {
                    throw source.cutOff(end, left * type.bytes() - got);
                }
                VoxelDecoder.decode(type, bytes, block, values);
                scale(values, block);
                reader.accept(values, block);
                left -= block;
            }
            if (first + count == frames()) {
                in.read(); // reading past the last voxel makes gzip compare its checksum; more bytes may follow
            }
        } catch (IOException e) {
            throw source.explain(e);
        }
    }

    /** Bytes read, less than asked for only where the file ends. */
    private static int readFully(InputStream in, byte[] bytes, int count) throws IOException {
        int done = 0;
        try {
            while (done < count) {
                int got = in.read(bytes, done, count - done);
                if (got < 0) {
                    return done;
                }
                done += got;
            }
        } catch (EOFException packedDataEndsEarly) {
            return done;
        }
        return done;
    }

    private void scale(double[] values, int count) {
        double slope = header.slope();
        double intercept = header.intercept();
        if (slope == 1 && intercept == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            values[i] = slope * values[i] + intercept;
        }
    }
}
