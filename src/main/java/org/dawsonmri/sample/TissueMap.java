package org.dawsonmri.sample;

import org.dawsonmri.Progress;
import org.dawsonmri.sample.Tissue.Contrast;
import org.dawsonmri.volume.Geometry;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A head drawn on a grid of cubic voxels: noise-free images, and per voxel what lesions need to know. All arrays are in
 * the grid's order, x fastest.
 */
final class TissueMap {

    /** How much brighter than white matter its rim at the ventricles is on FLAIR, and how far the rim reaches in mm. */
    private static final double RIM = 0.3;
    private static final double RIM_MM = 2;
    /** Unevenness of each tissue. */
    private static final double TEXTURE = 0.035;
    private static final double[] TEXTURE_SIGN = {1, -0.7, 1};

    private static final Tissue[] TISSUES = Tissue.values();

    final Geometry grid;
    final double scale;
    final Map<Contrast, float[]> images = new EnumMap<>(Contrast.class);
    /** Share of white matter and deep grey, and some of the cortex: where lesions can be. */
    final float[] host;
    /** Share of white matter. */
    final float[] white;
    /** Share of all brain tissue. */
    final float[] brain;
    final float[] surfaceDistance;
    final float[] ventricleDistance;

    /**
     * @param scale mm of the grid to a mm of a head of normal size; distances are in the latter
     */
    private TissueMap(Geometry grid, double scale) {
        this.grid = grid;
        this.scale = scale;
        int n = Math.toIntExact(grid.voxelCount());
        for (Contrast contrast : Contrast.values()) {
            images.put(contrast, new float[n]);
        }
        host = new float[n];
        white = new float[n];
        brain = new float[n];
        surfaceDistance = new float[n];
        ventricleDistance = new float[n];
    }

    /** Draws a head whose middle is at the origin of the scanner coordinates. */
    static TissueMap draw(Anatomy anatomy, NoiseField texture, Geometry grid, double scale, Progress progress) {
        TissueMap map = new TissueMap(grid, scale);
        IntStream.range(0, grid.nz()).parallel().forEach(z -> {
            if (progress.isCancelled()) {
                return;
            }
            HeadPoint p = new HeadPoint();
            for (int y = 0; y < grid.ny(); y++) {
                for (int x = 0; x < grid.nx(); x++) {
                    double[] place = map.place(x, y, z);
                    anatomy.at(place[0], place[1], place[2], p);
                    map.set(x + grid.nx() * (y + grid.ny() * z), p, texture.at(place[0], place[1], place[2]));
                }
            }
        });
        progress.checkCancelled();
        return map;
    }

    /** Where a voxel lies in a head of normal size. */
    double[] place(double x, double y, double z) {
        double[] p = grid.affine().apply(x, y, z);
        return new double[] {p[0] / scale, p[1] / scale, p[2] / scale};
    }

    /** The voxel position of a place in a head of normal size. */
    double[] voxel(double[] place) {
        return grid.affine().inverse().apply(place[0] * scale, place[1] * scale, place[2] * scale);
    }

    private void set(int i, HeadPoint p, double unevenness) {
        host[i] = (float) (p.share(Tissue.WHITE) + 0.8 * p.share(Tissue.DEEP_GREY) + 0.6 * p.share(Tissue.GREY));
        white[i] = (float) p.share(Tissue.WHITE);
        brain[i] = (float) (p.share(Tissue.WHITE) + p.share(Tissue.DEEP_GREY) + p.share(Tissue.GREY));
        surfaceDistance[i] = (float) p.surfaceDistance;
        ventricleDistance[i] = (float) p.ventricleDistance;
        for (Contrast contrast : Contrast.values()) {
            double sum = 0;
            for (Tissue tissue : TISSUES) {
                sum += p.share(tissue) * tissue.brightness(contrast);
            }
            sum *= 1 + TEXTURE * TEXTURE_SIGN[contrast.ordinal()] * unevenness;
            if (contrast == Contrast.FLAIR) {
                sum += RIM * p.share(Tissue.WHITE) * Math.exp(-Math.max(0, p.ventricleDistance) / RIM_MM);
            }
            images.get(contrast)[i] = (float) sum;
        }
    }
}
