package org.dawsonmri.train.data;

import org.dawsonmri.augment.LabelledImage;

/**
 * A box of voxels of a prepared scan, which lies inside of it.
 *
 * @param store the scan, as planes across its last axis
 * @param x first voxel along the first axis
 * @param y first voxel along the second axis
 * @param z first voxel along the third axis
 */
record Box(SliceStore store, int x, int y, int z, int width, int height, int depth) {

    /** This and so many voxels more beyond each face, as far as the scan goes. */
    Box grown(int[] margin) {
        int x0 = Math.max(0, x - margin[0]);
        int y0 = Math.max(0, y - margin[1]);
        int z0 = Math.max(0, z - margin[2]);
        return new Box(store, x0, y0, z0, Math.min(store.width(), x + width + margin[0]) - x0,
            Math.min(store.height(), y + height + margin[1]) - y0, Math.min(store.count(), z + depth + margin[2]) - z0);
    }

    /** Its voxels. */
    LabelledImage read(byte[] classOf) {
        LabelledImage first = store.read(z, classOf);
        int channels = first.channels();
        float[] images = new float[width * height * depth * channels];
        int[] labels = new int[width * height * depth];
        for (int plane = 0; plane < depth; plane++) {
            LabelledImage slice = plane == 0 ? first : store.read(z + plane, classOf);
            for (int row = 0; row < height; row++) {
                int from = (y + row) * store.width() + x;
                int to = (plane * height + row) * width;
                System.arraycopy(slice.images(), from * channels, images, to * channels, width * channels);
                System.arraycopy(slice.labels(), from, labels, to, width);
            }
        }
        return new LabelledImage(width, height, depth, images, labels, first.background());
    }
}
