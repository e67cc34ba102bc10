package org.dawsonmri.nifti;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridDistance;
import org.dawsonmri.volume.Volume;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes volumes as {@code .nii} or {@code .nii.gz}, by the name. Voxel order, affine and unit are the volume's; the
 * affine is stored as 32-bit floats (64-bit in NIfTI-2). The file appears whole or not at all.
 *
 * <pre>{@code
 * NiftiWriter.write(labels, Path.of("lesions.nii.gz"), NiftiType.smallestFor(labels));
 * }</pre>
 */
public final class NiftiWriter {

    private static final int BLOCK = 1 << 16;

    private NiftiWriter() {
    }

    /** Writes one volume as a 3-D image. */
    public static void write(Volume volume, Path file, NiftiType type) {
        write(List.of(volume), file, type);
    }

    /** Writes volumes of one geometry as the frames of a 4-D image. */
    public static void write(List<Volume> frames, Path file, NiftiType type) {
        write(frames, file, type, Progress.NONE);
    }

    /**
     * Writes frames and tells {@code progress} if the affine is sheared, which a qform cannot say.
     *
     * @throws DawsonException if a value does not fit the type, the affine is singular or the file cannot be written
     * @throws IllegalArgumentException if there is no frame, or frames have different geometries
     */
    public static void write(List<Volume> frames, Path file, NiftiType type, Progress progress) {
        boolean packed = requireName(file);
        Geometry geometry = commonGeometry(frames);
        checkAffine(geometry, file, progress);
        byte[] header = new HeaderWriter(geometry, frames.size(), type.datatype()).bytes();
        AtomicFile.write(file, out -> {
            if (packed) {
                GZIPOutputStream gzip = new GZIPOutputStream(out, BLOCK);
                writeAll(gzip, header, frames, file, type, progress);
                gzip.finish();
            } else {
                writeAll(out, header, frames, file, type, progress);
            }
        });
    }

    // -- Helper methods --

    /** True for a packed file. */
    private static boolean requireName(Path file) {
        OutputFiles.Kind.IMAGE.require(file);
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    private static Geometry commonGeometry(List<Volume> frames) {
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("no frames to write");
        }
        Geometry geometry = frames.get(0).geometry();
        for (Volume frame : frames) {
            if (!frame.geometry().equals(geometry)) {
                throw new IllegalArgumentException(frame.name() + " has another geometry than "
                    + frames.get(0).name());
            }
        }
        return geometry;
    }

    private static void checkAffine(Geometry geometry, Path file, Progress progress) {
        Affine a = geometry.affine();
        double det = a.determinant();
        if (det == 0 || !Double.isFinite(det)) {
            throw new DawsonException(file + ": cannot be written: the affine " + a
                + " has no inverse; check the spacing of the input");
        }
        GridDistance apart = GridDistance.of(geometry,
            geometry.with(geometry.nx(), geometry.ny(), geometry.nz(), Quaternion.stored(a, true)));
        if (geometry.codes().qform() > 0 && !apart.isRounding()) {
            progress.warning(String.format(Locale.ROOT, "%s: the grid is sheared, which a qform cannot say; the sform"
                + " is exact, the qform has the nearest rotation (up to %.3g mm apart)", file, apart.mm()));
        }
    }

    private static void writeAll(OutputStream out, byte[] header, List<Volume> frames, Path file, NiftiType type,
                                 Progress progress) throws IOException {
        out.write(header);
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK * type.datatype().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (Volume frame : frames) {
            float[] voxels = frame.voxels();
            int start = 0;
            while (start < voxels.length) {
                progress.checkCancelled();
                int end = start + Math.min(BLOCK, voxels.length - start);
                encode(frame, start, end, type, file, bytes.clear());
                out.write(bytes.array(), 0, bytes.position());
                start = end;
            }
        }
    }

    private static void encode(Volume frame, int start, int end, NiftiType type, Path file, ByteBuffer out) {
        float[] voxels = frame.voxels();
        for (int i = start; i < end; i++) {
            float v = voxels[i];
            if (!type.holds(v)) {
                throw misfit(frame, i, type, file);
            }
            switch (type) {
                case UINT8 -> out.put((byte) (int) v);
                case INT16 -> out.putShort((short) v);
                default -> out.putFloat(v);
            }
        }
    }

    private static DawsonException misfit(Volume frame, int index, NiftiType type, Path file) {
        Geometry g = frame.geometry();
        int row = index / g.nx();
        return new DawsonException(String.format(Locale.ROOT,
            "%s: the value %s at voxel %d, %d, %d does not fit %s; expected whole numbers from %.0f to %.0f;"
                + " write float32 instead", file, frame.voxels()[index], index % g.nx(), row % g.ny(), row / g.ny(),
            type.datatype().label(), type.least(), type.most()));
    }
}
