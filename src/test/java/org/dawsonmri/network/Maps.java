package org.dawsonmri.network;

import java.util.function.DoubleUnaryOperator;

/** Feature maps of the plain-Java reference: n × h × w × c values in double precision. */
record Maps(int n, int h, int w, int c, double[] values) {

    /** The value of one place. */
    @FunctionalInterface
    interface Place {
        double at(int n, int y, int x, int c);
    }

    static Maps fill(int n, int h, int w, int c, Place place) {
        double[] values = new double[n * h * w * c];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    for (int k = 0; k < c; k++) {
                        values[at++] = place.at(i, y, x, k);
                    }
                }
            }
        }
        return new Maps(n, h, w, c, values);
    }

    double at(int i, int y, int x, int k) {
        return values[((i * h + y) * w + x) * c + k];
    }

    boolean isInside(int y, int x) {
        return y >= 0 && y < h && x >= 0 && x < w;
    }

    Maps map(DoubleUnaryOperator f) {
        return fill(n, h, w, c, (i, y, x, k) -> f.applyAsDouble(at(i, y, x, k)));
    }
}
