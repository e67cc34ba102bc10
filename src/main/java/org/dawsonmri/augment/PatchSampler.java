package org.dawsonmri.augment;

/**
 * Reads a patch between its voxels, linearly in x, y and z: {@link LinearSampler} with a third axis, and with the same
 * rules for what is beyond the patch and for labels.
 */
final class PatchSampler {

    private final float[] images;
    private final int[] labels;
    private final float[] air;
    private final int channels;
    private final int width;
    private final int height;
    private final int depth;
    /** Of the eight voxels around the last place: their indices, −1 beyond the patch, and their shares. */
    private final int[] voxel = new int[8];
    private final float[] share = new float[8];
    private boolean inside;

    PatchSampler(LabelledImage sample) {
        this.images = sample.images();
        this.labels = sample.labels();
        this.air = sample.air();
        this.channels = sample.channels();
        this.width = sample.width();
        this.height = sample.height();
        this.depth = sample.depth();
    }

    /** Goes to a place; voxel centres have whole coordinates. */
    void goTo(double x, double y, double z) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        int z0 = (int) Math.floor(z);
        float fx = (float) (x - x0);
        float fy = (float) (y - y0);
        float fz = (float) (z - z0);
        inside = x0 >= 0 && y0 >= 0 && z0 >= 0 && x0 + 1 < width && y0 + 1 < height && z0 + 1 < depth;
        for (int corner = 0; corner < 8; corner++) {
            int dx = corner & 1;
            int dy = corner >> 1 & 1;
            int dz = corner >> 2;
            share[corner] = (dx == 0 ? 1 - fx : fx) * (dy == 0 ? 1 - fy : fy) * (dz == 0 ? 1 - fz : fz);
            voxel[corner] = inside || isInside(x0 + dx, y0 + dy, z0 + dz)
                ? ((z0 + dz) * height + y0 + dy) * width + x0 + dx
                : -1;
        }
    }

    /** Writes all channels to {@code target} from {@code offset} on. */
    void images(float[] target, int offset) {
        for (int c = 0; c < channels; c++) {
            float sum = 0;
            for (int corner = 0; corner < 8; corner++) {
                int i = voxel[corner];
                sum += share[corner] * (inside || i >= 0 ? images[i * channels + c] : air[c]);
            }
            target[offset + c] = sum;
        }
    }

    /** The class that has at least half of the share, or else background. */
    int label() {
        int first = labelAt(0);
        boolean same = true;
        for (int corner = 1; corner < 8; corner++) {
            same &= labelAt(corner) == first;
        }
        if (same) {
            return first;
        }
        for (int corner = 0; corner < 8; corner++) {
            int label = labelAt(corner);
            float sum = 0;
            for (int other = 0; other < 8; other++) {
                sum += labelAt(other) == label ? share[other] : 0;
            }
            if (label != 0 && sum >= 0.5f) {
                return label;
            }
        }
        return 0;
    }

    private boolean isInside(int x, int y, int z) {
        return x >= 0 && y >= 0 && z >= 0 && x < width && y < height && z < depth;
    }

    private int labelAt(int corner) {
        return voxel[corner] < 0 ? 0 : labels[voxel[corner]];
    }
}
