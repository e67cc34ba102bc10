package org.dawsonmri.volume;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * One 3-D scan or label map: float voxels and the {@link Geometry} they lie in. The voxels are one array, x fastest,
 * then y, then z, in the order in which the file stores them.
 *
 * <pre>{@code
 * Volume scan = NiftiReader.read(Path.of("FLAIR.nii.gz"));
 * float[] v = scan.voxels();
 * Volume doubled = scan.with(Arrays.copyOf(v, v.length));
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
