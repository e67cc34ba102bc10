package org.dawsonmri.augment;


/**
 * A box of a slice, around a lesion for instance, in which work is less than in the whole slice.
 *
 * @param left first column
 * @param top first row
 * @param width columns
 * @param height rows
 * @param sliceWidth columns of the whole slice
 */
record Frame(int left, int top, int width, int height, int sliceWidth) {

    /** The box of {@code pixels} and {@code margin} pixels around, as far as the slice reaches. */
    static Frame around(LabelledImage sample, int[] pixels, int margin) {
        int w = sample.width();
        int left = w;
        int right = 0;
        int top = sample.height();
        int bottom = 0;
        for (int pixel : pixels) {
            left = Math.min(left, pixel % w);
            right = Math.max(right, pixel % w);
            top = Math.min(top, pixel / w);
            bottom = Math.max(bottom, pixel / w);
        }
        left = Math.max(0, left - margin);
        top = Math.max(0, top - margin);
        return new Frame(left, top, Math.min(w - 1, right + margin) - left + 1,
            Math.min(sample.height() - 1, bottom + margin) - top + 1, w);
    }

    int pixels() {
        return width * height;
    }

    /** Number in the slice of a pixel of the box. */
    int pixel(int i) {
        return (top + i / width) * sliceWidth + left + i % width;
    }

    /** Column in the box of a pixel of the slice. */
    int x(int pixel) {
        return pixel % sliceWidth - left;
    }

    /** Row in the box of a pixel of the slice. */
    int y(int pixel) {
        return pixel / sliceWidth - top;
    }
}
