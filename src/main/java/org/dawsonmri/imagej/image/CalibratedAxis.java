package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;

import ij.measure.Calibration;
import net.imglib2.RandomAccessibleInterval;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one dimension of an image is. ImageJ2's interfaces of that name are asked by reflection: they are not on Maven
 * Central, and a plain ImageJ has none.
 *
 * @param label X, Y, Z, Time, Channel or another
 * @param scale distance between neighbours
 * @param unit its unit; null where nobody knows
 */
record CalibratedAxis(String label, double scale, String unit) {

    private static final List<String> PLAIN = List.of("X", "Y", "Z", "Time");

    /** The axes of all dimensions of an image. */
    static List<CalibratedAxis> of(RandomAccessibleInterval<?> img) {
        Class<?> space = type(img, "space.CalibratedSpace");
        return IntStream.range(0, img.numDimensions()).mapToObj(d -> space != null && space.isInstance(img)
            ? of(call(space, img, "axis", d)) : new CalibratedAxis(d < PLAIN.size() ? PLAIN.get(d) : "" + d, 1, null))
            .toList();
    }

    /** What is inside of a Dataset, and may lie in one array; other images as they are. */
    static RandomAccessibleInterval<?> inside(RandomAccessibleInterval<?> img) {
        Class<?> dataset = type(img, "Dataset");
        return dataset != null && dataset.isInstance(img)
            ? (RandomAccessibleInterval<?>) call(dataset, img, "getImgPlus") : img;
    }

    /** Sets the pixel size along x, y or z, as imagej-legacy does. */
    void calibrate(Calibration calibration, int axis) {
        switch (axis) {
            case 0 -> {
                calibration.pixelWidth = scale;
                calibration.setXUnit(unit);
            }
            case 1 -> {
                calibration.pixelHeight = scale;
                calibration.setYUnit(unit);
            }
            default -> {
                calibration.pixelDepth = scale;
                calibration.setZUnit(unit);
            }
        }
    }

    // -- Helper methods --

    private static CalibratedAxis of(Object axis) {
        Class<?> calibrated = type(axis, "axis.CalibratedAxis");
        Object kind = call(calibrated, axis, "type");
        return new CalibratedAxis((String) call(type(axis, "axis.AxisType"), kind, "getLabel"),
            (double) call(calibrated, axis, "averageScale", 0.0, 1.0), (String) call(calibrated, axis, "unit"));
    }

    /** An interface of imagej-common, as the object's class knows it; null if it knows none. */
    private static Class<?> type(Object object, String name) {
        try {
            return Class.forName("net.imagej." + name, false, object.getClass().getClassLoader());
        } catch (ClassNotFoundException plainImageJ) {
            return null;
        }
    }

    private static Object call(Class<?> type, Object object, String name, Object... arguments) {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Integer ? int.class : double.class;
        }
        try {
            Method method = type.getMethod(name, types);
            return method.invoke(object, arguments);
        } catch (ReflectiveOperationException e) {
            throw new DawsonException("this ImageJ's images are not understood (" + type.getName() + "." + name
                + ": " + e + "); save the image as TIFF or NIfTI and open that", e);
        }
    }
}
