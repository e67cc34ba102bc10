package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import ij.measure.Calibration;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.Util;
import net.imglib2.view.Views;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@link Volume}s of imglib2 images, among them ImageJ2's Dataset and ImgPlus, which SCIFIO and Bio-Formats give: their
 * calibrated axes say what each dimension is and how far its pixels are apart. Dimensions without axes are x, y, z and
 * time. Their place in the scanner is not known, as that of any image whose file nobody asked.
 *
 * <pre>{@code
 * Volume scan = Imgs.toVolume(dataset, "scan.tif", progress);
 * RandomAccessibleInterval<FloatType> img = scan.img();
 * }</pre>
 */
public final class Imgs {

    private static final List<String> SPACE = List.of("X", "Y", "Z");
    private static final String TIME = "Time";

    private Imgs() {
    }

    /** @throws DawsonException if the image has more than one frame or channel, or no grey values */
    public static Volume toVolume(RandomAccessibleInterval<?> img, String name, Progress progress) {
        List<CalibratedAxis> axes = CalibratedAxis.of(img);
        int time = index(axes, TIME);
        if (time >= 0 && img.dimension(time) > 1) {
            throw Images.tooManyFrames(name, img.dimension(time));
        }
        return toVolumes(img, name, progress).get(0);
    }

    /**
     * All frames of an image; whatever had to be guessed of its pixels' size is a warning. Voxels that lie in one array
     * of floats are this array.
     *
     * @param name for messages, the file's as a rule
     * @throws DawsonException if the image has more than one channel, or no grey values
     */
    public static List<Volume> toVolumes(RandomAccessibleInterval<?> img, String name, Progress progress) {
        List<CalibratedAxis> axes = CalibratedAxis.of(img);
        RandomAccessibleInterval<? extends RealType<?>> grey = grey(img, axes, name);
        Calibration calibration = new Calibration();
        int[] shape = {1, 1, 1};
        for (int d = 0; d < axes.size(); d++) {
            int axis = SPACE.indexOf(axes.get(d).label());
            if (axis >= 0) {
                shape[axis] = Math.toIntExact(img.dimension(d));
                axes.get(d).calibrate(calibration, axis);
            }
        }
        Geometry geometry = ScanPlace.ofCalibration(name, shape, calibration, progress);
        int time = index(axes, TIME);
        List<Volume> frames = new ArrayList<>();
        for (long frame = 0; frame < (time < 0 ? 1 : img.dimension(time)); frame++) {
            frames.add(Volume.of(frame(grey, axes, frame), geometry, name));
        }
        return frames;
    }

    // -- Helper methods --

    private static int index(List<CalibratedAxis> axes, String label) {
        return axes.stream().map(CalibratedAxis::label).toList().indexOf(label);
    }

    @SuppressWarnings("unchecked") // its first pixel says so
    private static RandomAccessibleInterval<? extends RealType<?>> grey(RandomAccessibleInterval<?> img,
        List<CalibratedAxis> axes, String name) {
        for (int d = 0; d < axes.size(); d++) {
            String label = axes.get(d).label();
            if (img.dimension(d) == 0) {
                throw new DawsonException(name + ": holds no pixels; open a scan first");
            }
            if (label.equals("Channel") && img.dimension(d) > 1) {
                throw Images.tooManyChannels(name, img.dimension(d));
            }
            if (!SPACE.contains(label) && !label.equals(TIME) && img.dimension(d) > 1) {
                throw new DawsonException(name + ": has " + img.dimension(d) + " images along its axis " + label
                    + " where one is expected; choose one with Image > Duplicate...");
            }
        }
        if (index(axes, "X") < 0 || index(axes, "Y") < 0) {
            throw new DawsonException(name + ": has the axes " + axes.stream().map(CalibratedAxis::label).toList()
                + ", expected X and Y among them; choose another file");
        }
        if (!(Util.getTypeFromInterval(img) instanceof RealType)) {
            throw new DawsonException(name + ": has pixels of the kind "
                + Util.getTypeFromInterval(img).getClass().getSimpleName() + " where grey values are expected; convert"
                + " it with Image > Type > 32-bit");
        }
        return (RandomAccessibleInterval<? extends RealType<?>>) CalibratedAxis.inside(img);
    }

    /** NB: without a view where none is needed, so that a volume can share its array. */
    private static <T> RandomAccessibleInterval<T> frame(RandomAccessibleInterval<T> img, List<CalibratedAxis> axes,
        long frame) {
        RandomAccessibleInterval<T> view = img;
        List<String> order = new ArrayList<>();
        for (int d = axes.size() - 1; d >= 0; d--) {
            String label = axes.get(d).label();
            if (SPACE.contains(label)) {
                order.add(0, label);
            } else {
                view = Views.hyperSlice(view, d, img.min(d) + (label.equals(TIME) ? frame : 0));
            }
        }
        for (int d = 0; d < order.size(); d++) {
            int from = order.indexOf(SPACE.get(d));
            if (from != d) {
                view = Views.permute(view, d, from);
                Collections.swap(order, d, from);
            }
        }
        return view;
    }
}
