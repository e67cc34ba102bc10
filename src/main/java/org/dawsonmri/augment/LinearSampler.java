package org.dawsonmri.augment;

/**
 * Reads a slice between its pixels, linearly in x and y. Pixel centres have whole coordinates, beyond the slice there
 * is background. A class gets the share of the four pixels around a place that are labelled so; the class that has at
 * least half of it is the label there, and where none has, background is. So no class comes up that is not around.
 */
final class LinearSampler {

    private final LabelledImage sample;
    private final float[] air;
    private final int channels;

    LinearSampler(LabelledImage sample) {
        this.sample = sample;
        this.air = sample.air();
        this.channels = sample.channels();
    }

    /** Writes all channels at (x, y) to {@code target} from {@code offset} on. */
    void images(float x, float y, float[] target, int offset) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        float fx = x - x0;
        float fy = y - y0;
        boolean inside = x0 >= 0 && y0 >= 0 && x0 + 1 < sample.width() && y0 + 1 < sample.height();
        if (inside) {
            int i = (y0 * sample.width() + x0) * channels;
            int down = sample.width() * channels;
            float[] v = sample.images();
            for (int c = 0; c < channels; c++, i++) {
                float top = v[i] + fx * (v[i + channels] - v[i]);
                float bottom = v[i + down] + fx * (v[i + down + channels] - v[i + down]);
                target[offset + c] = top + fy * (bottom - top);
            }
        } else {
            for (int c = 0; c < channels; c++) {
                target[offset + c] = channel(x, y, c);
            }
        }
    }

    /** One channel at (x, y), wherever that is. */
    float channel(float x, float y, int c) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        float fx = x - x0;
        float fy = y - y0;
        float top = value(x0, y0, c) + fx * (value(x0 + 1, y0, c) - value(x0, y0, c));
        float bottom = value(x0, y0 + 1, c) + fx * (value(x0 + 1, y0 + 1, c) - value(x0, y0 + 1, c));
        return top + fy * (bottom - top);
    }

    /** The label at (x, y). */
    int label(float x, float y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        int a = labelAt(x0, y0);
        int b = labelAt(x0 + 1, y0);
        int c = labelAt(x0, y0 + 1);
        int d = labelAt(x0 + 1, y0 + 1);
        if (a == b && a == c && a == d) {
            return a;
        }
        float fx = x - x0;
        float fy = y - y0;
        float[] weights = {(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy};
        int[] labels = {a, b, c, d};
        for (int label : labels) {
            float share = 0;
            for (int i = 0; i < 4; i++) {
                share += labels[i] == label ? weights[i] : 0;
            }
            if (label != 0 && share >= 0.5f) {
                return label;
            }
        }
        return 0;
    }

    /** The label of the pixel that is nearest to (x, y). */
    int nearestLabel(float x, float y) {
        return labelAt((int) Math.floor(x + 0.5f), (int) Math.floor(y + 0.5f));
    }

    private boolean isInside(int x, int y) {
        return x >= 0 && y >= 0 && x < sample.width() && y < sample.height();
    }

    private float value(int x, int y, int c) {
        return isInside(x, y) ? sample.images()[(y * sample.width() + x) * channels + c] : air[c];
    }

    private int labelAt(int x, int y) {
        return isInside(x, y) ? sample.labels()[y * sample.width() + x] : 0;
    }
}
