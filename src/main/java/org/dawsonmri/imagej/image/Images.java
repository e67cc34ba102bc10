package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.report.DisplayRange;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Volume} and ImagePlus into each other, with equal values and the geometry of {@link ImageGeometry}. Scans are
 * 32-bit images; label maps are 8- or 16-bit with a colour for each label. Frames of a 4-D scan are the frames of a
 * hyperstack. Voxel (x, y, z) is pixel (x, y) of slice z + 1: nothing is flipped.
 *
 * <pre>{@code
 * ImagePlus image = Images.toImagePlus(NiftiReader.read(Path.of("FLAIR.nii.gz")));
 * Volume same = Images.toVolume(image, Progress.NONE);
 * }</pre>
 */
public final class Images {

    private Images() {
    }

    /** An image of one scan or label map, titled with the volume's name. */
    public static ImagePlus toImagePlus(Volume volume) {
        return toImagePlus(List.of(volume), volume.name());
    }

    /** A hyperstack of frames that share one grid. */
    public static ImagePlus toImagePlus(List<Volume> frames, String title) {
        Geometry geometry = frames.get(0).geometry();
        boolean labels = frames.stream().allMatch(LabelColours::isLabelMap);
        float max = labels ? max(frames) : 0;
        ImageStack stack = new ImageStack(geometry.nx(), geometry.ny());
        for (Volume frame : frames) {
            for (int z = 0; z < geometry.nz(); z++) {
                stack.addSlice(labels ? labelSlice(frame, z, max > 255) : slice(frame, z));
            }
        }
        ImagePlus image = new ImagePlus();
        image.setStack(title, stack);
        image.setDimensions(1, geometry.nz(), frames.size());
        image.setOpenAsHyperStack(frames.size() > 1);
        ImageGeometry.attach(image, frames.get(0));
        if (labels) {
            image.setLut(LabelColours.lut((int) Math.max(1, max)));
            image.setDisplayRange(0, Math.max(1, max));
        } else {
            double[] range = DisplayRange.of(frames.get(0).voxels());
            image.setDisplayRange(range[0], range[1]);
        }
        // NB: whoever takes only the stack, as ImageJ's File > Open does, gets colours and brightness from here.
        stack.update(image.getProcessor());
        image.setPosition(1, geometry.nz() / 2 + 1, 1);
        return image;
    }

    /** @throws DawsonException if the image has more than one frame or channel, or is a colour image */
    public static Volume toVolume(ImagePlus image, Progress progress) {
        if (image.getNFrames() > 1) {
            throw tooManyFrames(image.getTitle(), image.getNFrames());
        }
        return toVolume(image, 0, progress);
    }

    /**
     * One frame of an image; values are the calibrated ones (signed 16-bit images give negative numbers).
     *
     * @param frame which, from 0
     */
    public static Volume toVolume(ImagePlus image, int frame, Progress progress) {
        checkReadable(image, frame);
        return scaled(frame(image, frame), ScanPlace.of(image, progress));
    }

    /** All frames of an image. */
    public static List<Volume> toVolumes(ImagePlus image, Progress progress) {
        checkReadable(image, 0);
        ScanPlace place = ScanPlace.of(image, progress);
        List<Volume> frames = new ArrayList<>();
        for (int frame = 0; frame < image.getNFrames(); frame++) {
            frames.add(scaled(frame(image, frame), place));
        }
        return frames;
    }

    /** The calibrated values of a frame in a grid that has the right shape and nothing else. */
    static Volume frame(ImagePlus image, int frame) {
        checkReadable(image, frame);
        Geometry shape = Geometry.withoutPlace(image.getWidth(), image.getHeight(), image.getNSlices(),
            new double[] {1, 1, 1}, SpatialUnit.UNKNOWN);
        int plane = shape.nx() * shape.ny();
        float[] voxels = new float[Math.toIntExact(shape.voxelCount())];
        float[] table = image.getCalibration().getCTable();
        for (int z = 0; z < shape.nz(); z++) {
            ImageProcessor slice = image.getStack().getProcessor(image.getStackIndex(1, z + 1, frame + 1));
            slice.setCalibrationTable(table);
            float[] values = (float[]) slice.convertToFloatProcessor().getPixels();
            System.arraycopy(values, 0, voxels, z * plane, plane);
        }
        return new Volume(shape, voxels, image.getTitle());
    }

    static DawsonException tooManyFrames(String title, long frames) {
        return new DawsonException(title + ": has " + frames + " frames where one is expected; choose one with"
            + " Image > Duplicate..., or, if they are slices, say so in Image > Properties...");
    }

    static DawsonException tooManyChannels(String title, long channels) {
        return new DawsonException(title + ": has " + channels + " channels where one is expected; separate them with"
            + " Image > Color > Split Channels");
    }

    // -- Helper methods --

    private static void checkReadable(ImagePlus image, int frame) {
        String title = image.getTitle();
        if (image.getWidth() == 0 || image.getStackSize() == 0) {
            throw new DawsonException(title + ": holds no pixels; open a scan first");
        }
        if (image.getBitDepth() == 24) {
            throw new DawsonException(title + ": is a colour image where grey values are expected; convert it with"
                + " Image > Type > 32-bit");
        }
        if (image.getNChannels() > 1) {
            throw tooManyChannels(title, image.getNChannels());
        }
        if (frame < 0 || frame >= image.getNFrames()) {
            throw new DawsonException(title + ": has no frame " + (frame + 1) + "; it has " + image.getNFrames());
        }
    }

    private static Volume scaled(Volume frame, ScanPlace place) {
        float[] voxels = frame.voxels();
        if (place.slope() != 1 || place.intercept() != 0) {
            for (int i = 0; i < voxels.length; i++) {
                voxels[i] = (float) (place.slope() * voxels[i] + place.intercept());
            }
        }
        return new Volume(place.geometry(), voxels, frame.name());
    }

    private static FloatProcessor slice(Volume volume, int z) {
        Geometry g = volume.geometry();
        int start = volume.index(0, 0, z);
        return new FloatProcessor(g.nx(), g.ny(), Arrays.copyOfRange(volume.voxels(), start, start + g.nx() * g.ny()));
    }

    private static ImageProcessor labelSlice(Volume volume, int z, boolean wide) {
        Geometry g = volume.geometry();
        int start = volume.index(0, 0, z);
        ImageProcessor slice = wide ? new ShortProcessor(g.nx(), g.ny()) : new ByteProcessor(g.nx(), g.ny());
        for (int i = 0; i < g.nx() * g.ny(); i++) {
            slice.set(i, (int) volume.voxels()[start + i]);
        }
        return slice;
    }

    private static float max(List<Volume> frames) {
        float max = 0;
        for (Volume frame : frames) {
            for (float v : frame.voxels()) {
                max = Math.max(max, v);
            }
        }
        return max;
    }
}
