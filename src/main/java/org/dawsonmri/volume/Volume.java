package org.dawsonmri.volume;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.WrappedImg;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import java.util.Arrays;

/**
 * One 3-D scan or label map: float voxels and the {@link Geometry} they lie in. The voxels are one array, x fastest,
 * then y, then z, in the order in which the file stores them.
 *
 * <pre>{@code
 * Volume scan = NiftiReader.read(Path.of("FLAIR.nii.gz"));
 * float[] v = scan.voxels();
 * Volume doubled = scan.with(Arrays.copyOf(v, v.length));
 * Volume mirrored = Volume.of(Views.invertAxis(scan.img(), 0), scan.geometry(), "mirrored");
 * }</pre>
 */
public final class Volume {

    private final Geometry geometry;
    private final float[] voxels;
    private final String name;

    /**
     * @param geometry the grid
     * @param voxels values, x fastest; kept, not copied
     * @param name where it comes from (a file name, an image title), for messages
     * @throws IllegalArgumentException if the number of voxels is not that of the grid
     */
    public Volume(Geometry geometry, float[] voxels, String name) {
        if (voxels.length != geometry.voxelCount()) {
            throw new IllegalArgumentException(name + ": " + voxels.length + " voxels for a grid of "
                + geometry.shapeText());
        }
        this.geometry = geometry;
        this.voxels = voxels;
        this.name = name;
    }

    /** A volume of zeros. */
    public static Volume zeros(Geometry geometry, String name) {
        return new Volume(geometry, new float[Math.toIntExact(geometry.voxelCount())], name);
    }

    /**
     * The volume of an imglib2 image of any real type, x, y and z its dimensions in this order (a single slice may have
     * two). The voxels of a {@link FloatType} image that lies in one array are this array, not a copy.
     *
     * @param geometry the grid, of the image's shape
     * @param name for messages
     * @throws IllegalArgumentException if the image has another shape
     */
    public static Volume of(RandomAccessibleInterval<? extends RealType<?>> img, Geometry geometry, String name) {
        long[] shape = {geometry.nx(), geometry.ny(), geometry.nz()};
        long[] found = Intervals.dimensionsAsLongArray(img);
        if (!Arrays.equals(found, shape) && !(shape[2] == 1 && Arrays.equals(found, Arrays.copyOf(shape, 2)))) {
            throw new IllegalArgumentException(name + ": an image of " + Arrays.toString(found) + " for a grid of "
                + geometry.shapeText());
        }
        float[] voxels = array(img);
        if (voxels == null || voxels.length != geometry.voxelCount()) {
            voxels = new float[Math.toIntExact(geometry.voxelCount())];
            int i = 0;
            for (RealType<?> value : Views.flatIterable(img)) {
                voxels[i++] = value.getRealFloat();
            }
        }
        return new Volume(geometry, voxels, name);
    }

    /** What a float image lies in; null if it is not one array. */
    private static float[] array(RandomAccessibleInterval<?> img) {
        if (img instanceof WrappedImg<?> wrapped) {
            return array(wrapped.getImg());
        }
        return img instanceof ArrayImg<?, ?> one && one.firstElement() instanceof FloatType
            && one.update(null) instanceof FloatArray floats ? floats.getCurrentStorageArray() : null;
    }

    public Geometry geometry() {
        return geometry;
    }

    /** The voxels themselves, not a copy. */
    public float[] voxels() {
        return voxels;
    }

    public String name() {
        return name;
    }

    public int index(int x, int y, int z) {
        return x + geometry.nx() * (y + geometry.ny() * z);
    }

    public float get(int x, int y, int z) {
        return voxels[index(x, y, z)];
    }

    /** Other values in the same grid. */
    public Volume with(float[] values) {
        return new Volume(geometry, values, name);
    }

    /** The same values under another name. */
    public Volume named(String newName) {
        return new Volume(geometry, voxels, newName);
    }

    /** The same voxels as an imglib2 image; nothing is copied. */
    public ArrayImg<FloatType, FloatArray> img() {
        return ArrayImgs.floats(voxels, geometry.nx(), geometry.ny(), geometry.nz());
    }
}
