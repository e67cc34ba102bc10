package org.dawsonmri.augment;

import org.dawsonmri.preprocess.Background;

import java.util.Collections;
import java.util.SplittableRandom;

/** Small slices for tests. */
public final class Slice {

    private Slice() {
    }

    /** One channel with background 0, its labels the same numbers rounded down. */
    static LabelledImage of(int width, float... values) {
        int[] labels = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            labels[i] = (int) values[i];
        }
        return new LabelledImage(width, values.length / width, values, labels,
            Collections.nCopies(1, new Background(0, 0)),
            1);
    }

    /** 1, 2, 3, … row by row. */
    static LabelledImage counting(int width, int height) {
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        return of(width, values);
    }

    /**
     * A round head of noisy tissue on background −2 with a disc labelled 1, brighter in channel 0 and darker in the
     * others, and a disc labelled 2 that looks like tissue.
     */
    public static LabelledImage head(int width, int height, int channels) {
        SplittableRandom random = new SplittableRandom(5);
        float[] images = new float[width * height * channels];
        int[] labels = new int[width * height];
        for (int i = 0; i < labels.length; i++) {
            double x = i % width - width / 2.0;
            double y = i / width - height / 2.0;
            boolean tissue = Math.hypot(x, y) < 0.45 * Math.min(width, height);
            labels[i] = Math.hypot(x + width / 6.0, y) < width / 12.0 ? 1
                : Math.hypot(x - width / 6.0, y) < width / 12.0 ? 2 : 0;
            for (int c = 0; c < channels; c++) {
                double lesion = labels[i] == 1 ? c == 0 ? 1.5 : -0.6 : 0;
                images[i * channels + c] = tissue ? (float) (1 + lesion + 0.05 * random.nextGaussian()) : -2;
            }
        }
        return new LabelledImage(width, height, images, labels, Collections.nCopies(channels, new Background(-2, -2)),
            1);
    }
}
