package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Resample;
import org.dawsonmri.volume.Volume;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code dawson convert}: an image in another file, frame, axis order, spacing or datatype. */
@Command(name = "convert", description = "Writes a NIfTI or Analyze image as NIfTI, as it is or with other axes,"
    + " spacing or datatype.")
final class Convert extends Subcommand {

    @Parameters(index = "0", paramLabel = "IN", description = "The image: .nii, .hdr or .img, each also with .gz.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "What to write: a name in .nii or .nii.gz.")
    private Path out;

    @Option(names = "--orientation", paramLabel = "CODE",
        description = "Swap and reverse the axes so that they run as the code says, such as RAS; nothing is"
            + " interpolated.")
    private String orientation;

    @Option(names = "--spacing", paramLabel = "X,Y,Z", split = ",",
        description = "Resample to this spacing in mm, along the axes of OUT; linear, with smoothing where voxels"
            + " grow.")
    private double[] spacing;

    @Option(names = "--nearest", description = "Resample labels: by the nearest voxel, and an error if a label"
        + " would be lost.")
    private boolean nearest;

    @Option(names = "--frame", paramLabel = "N",
        description = "Only this frame (time point, channel) of an image with several, counted from 0; without it all.")
    private Long frame;

    @Option(names = "--type", paramLabel = "TYPE",
        description = "uint8, int16 or float32; values are rounded for the first two. Without it the smallest that"
            + " holds all values exactly.")
    private NiftiType type;

    @Mixin
    private OverwriteOption overwrite;

    @Override
    int run(Progress progress) {
        overwrite.outputs().inputs(in).file(out, Kind.IMAGE).check();
        Orientation target = orientation == null ? null : Orientation.parse(orientation);
        NiftiImage image = NiftiReader.open(in);
        image.report(progress);
        long first = frame == null ? 0 : frame;
        long end = frame == null ? image.frames() : frame + 1;
        List<Volume> frames = new ArrayList<>();
        for (long i = first; i < end; i++) {
            progress.checkCancelled();
            frames.add(round(change(image.frame(i, progress), target), progress));
            progress.update(i + 1 - first, end - first, "frames");
        }
        NiftiType written = type != null ? type : NiftiType.smallestFor(frames);
        NiftiWriter.write(frames, out, written, progress);
        progress.message("wrote " + out + ": " + frames.get(0).geometry().shapeText() + " voxels as "
            + written.name().toLowerCase(Locale.ROOT));
        return DONE;
    }

    // -- Helper methods --

    private Volume change(Volume volume, Orientation target) {
        Volume turned = target == null ? volume : Reorient.to(volume, target);
        if (spacing == null) {
            return turned;
        }
        Geometry grid = Resample.geometryWithSpacing(turned.geometry(), spacing);
        if ((double) grid.nx() * grid.ny() * grid.nz() * Float.BYTES > Runtime.getRuntime().maxMemory()) {
            throw new DawsonException(volume.name() + ": would have " + grid.shapeText() + " voxels at a spacing of "
                + Arrays.toString(spacing) + " mm, more than Java's memory holds; choose a coarser spacing");
        }
        return nearest ? Resample.labels(turned, spacing) : Resample.linear(turned, grid);
    }

    /** Whoever asks for whole numbers gets them; what does not fit the type is left for the writer to refuse. */
    private Volume round(Volume volume, Progress progress) {
        if (type == null || !type.isInteger()) {
            return volume;
        }
        float[] values = volume.voxels().clone();
        float most = 0;
        for (int i = 0; i < values.length; i++) {
            float rounded = (float) Math.rint(values[i]);
            most = Math.max(most, Float.isFinite(rounded) ? Math.abs(rounded - values[i]) : 0);
            values[i] = rounded;
        }
        if (most > 0) {
            progress.warning(String.format(Locale.ROOT, "%s: values were rounded to whole numbers, by up to %.3g",
                volume.name(), most));
        }
        return volume.with(values);
    }
}
