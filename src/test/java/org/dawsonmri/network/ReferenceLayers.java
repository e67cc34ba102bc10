package org.dawsonmri.network;

import org.dawsonmri.graph.Weight;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each layer in evaluation mode as its definition reads, in loops without TensorFlow: networks are held against it. */
final class ReferenceLayers {

    private final Map<String, Weight> weights = new HashMap<>();

    ReferenceLayers(List<Weight> weights) {
        weights.forEach(w -> this.weights.put(w.name(), w));
    }

    // -- Convolutions --

    /** Zeros around the image; of an odd number of them the larger part comes after it. */
    Maps conv(String name, Maps x, int dilation) {
        int size = (int) weights.get(name + "/kernel").shape()[0];
        return conv(name, x, dilation, (size - 1) * dilation / 2, 0);
    }

    Maps valid(String name, Maps x) {
        return conv(name, x, 1, 0, (int) weights.get(name + "/kernel").shape()[0] - 1);
    }

    private Maps conv(String name, Maps x, int dilation, int before, int shrink) {
        Weight kernel = weights.get(name + "/kernel");
        int size = (int) kernel.shape()[0];
        int in = (int) kernel.shape()[2];
        int out = (int) kernel.shape()[3];
        return Maps.fill(x.n(), x.h() - shrink, x.w() - shrink, out, (i, py, px, k) -> {
            double sum = bias(name, k);
            for (int dy = 0; dy < size; dy++) {
                for (int dx = 0; dx < size; dx++) {
                    int y = py + dy * dilation - before;
                    int xx = px + dx * dilation - before;
                    for (int c = 0; x.isInside(y, xx) && c < in; c++) {
                        sum += x.at(i, y, xx, c) * kernel.values()[((dy * size + dx) * in + c) * out + k];
                    }
                }
            }
            return sum;
        });
    }

    /** Each pixel becomes a block of 2×2. */
    Maps transposed(String name, Maps x) {
        Weight kernel = weights.get(name + "/kernel");
        int out = (int) kernel.shape()[2];
        return Maps.fill(x.n(), 2 * x.h(), 2 * x.w(), out, (i, y, xx, k) -> {
            double sum = bias(name, k);
            for (int c = 0; c < x.c(); c++) {
                int tap = (y % 2) * 2 + xx % 2;
                sum += x.at(i, y / 2, xx / 2, c) * kernel.values()[(tap * out + k) * x.c() + c];
            }
            return sum;
        });
    }

    Maps dense(String name, Maps x) {
        Weight kernel = weights.get(name + "/kernel");
        int out = (int) kernel.shape()[1];
        return Maps.fill(x.n(), x.h(), x.w(), out, (i, y, xx, k) -> {
            double sum = 0;
            for (int c = 0; c < x.c(); c++) {
                sum += x.at(i, y, xx, c) * kernel.values()[c * out + k];
            }
            return sum;
        });
    }

    private double bias(String name, int k) {
        return weights.containsKey(name + "/bias") ? weight(name + "/bias", k) : 0;
    }

    private double weight(String name, int k) {
        return weights.get(name).values()[k];
    }

    // -- Normalisation and activations --

    Maps bn(String name, Maps x, double epsilon) {
        return Maps.fill(x.n(), x.h(), x.w(), x.c(), (i, y, xx, k) -> weight(name + "/gamma", k)
            * (x.at(i, y, xx, k) - weight(name + "/moving_mean", k))
            / Math.sqrt(weight(name + "/moving_variance", k) + epsilon) + weight(name + "/beta", k));
    }

    static Maps relu(Maps x) {
        return x.map(v -> Math.max(0, v));
    }

    static Maps leaky(Maps x) {
        return x.map(v -> v < 0 ? 0.01 * v : v);
    }

    static Maps sigmoid(Maps x) {
        return x.map(v -> 1 / (1 + Math.exp(-v)));
    }

    // -- Pooling and up-sampling --

    static Maps pool(Maps x) {
        return Maps.fill(x.n(), x.h() / 2, x.w() / 2, x.c(), (i, y, xx, k) -> {
            int best = firstMaximum(x, i, y, xx, k);
            return x.at(i, 2 * y + best / 2, 2 * xx + best % 2, k);
        });
    }

    /** Puts {@code y} where {@code pooled} had its maxima. */
    static Maps unpool(Maps y, Maps pooled) {
        return Maps.fill(pooled.n(), pooled.h(), pooled.w(), y.c(), (i, py, px, k) ->
            firstMaximum(pooled, i, py / 2, px / 2, k) == py % 2 * 2 + px % 2 ? y.at(i, py / 2, px / 2, k) : 0);
    }

    private static int firstMaximum(Maps x, int i, int y, int xx, int k) {
        int best = 0;
        for (int place = 1; place < 4; place++) {
            if (x.at(i, 2 * y + place / 2, 2 * xx + place % 2, k) > x.at(i, 2 * y + best / 2, 2 * xx + best % 2, k)) {
                best = place;
            }
        }
        return best;
    }

    static Maps nearest(Maps x) {
        return Maps.fill(x.n(), 2 * x.h(), 2 * x.w(), x.c(), (i, y, xx, k) -> x.at(i, y / 2, xx / 2, k));
    }

    /** Between pixel centres; beyond the outermost centres the image goes on as it ends. */
    static Maps bilinear(Maps x) {
        return Maps.fill(x.n(), 2 * x.h(), 2 * x.w(), x.c(), (i, y, xx, k) -> {
            double py = Math.min(Math.max((y + 0.5) / 2 - 0.5, 0), x.h() - 1);
            double px = Math.min(Math.max((xx + 0.5) / 2 - 0.5, 0), x.w() - 1);
            int y0 = (int) py;
            int x0 = (int) px;
            int y1 = Math.min(y0 + 1, x.h() - 1);
            int x1 = Math.min(x0 + 1, x.w() - 1);
            double above = x.at(i, y0, x0, k) * (1 - px + x0) + x.at(i, y0, x1, k) * (px - x0);
            double below = x.at(i, y1, x0, k) * (1 - px + x0) + x.at(i, y1, x1, k) * (px - x0);
            return above * (1 - py + y0) + below * (py - y0);
        });
    }

    static Maps mean(Maps x) {
        return Maps.fill(x.n(), 1, 1, x.c(), (i, y, xx, k) -> {
            double sum = 0;
            for (int py = 0; py < x.h(); py++) {
                for (int px = 0; px < x.w(); px++) {
                    sum += x.at(i, py, px, k);
                }
            }
            return sum / (x.h() * x.w());
        });
    }

    static Maps repeat(Maps onePixel, Maps like) {
        return Maps.fill(like.n(), like.h(), like.w(), onePixel.c(), (i, y, xx, k) -> onePixel.at(i, 0, 0, k));
    }

    // -- Margins and merging --

    static Maps mirror(Maps x, int margin) {
        return Maps.fill(x.n(), x.h() + 2 * margin, x.w() + 2 * margin, x.c(), (i, y, xx, k) ->
            x.at(i, bounce(y - margin, x.h()), bounce(xx - margin, x.w()), k));
    }

    private static int bounce(int place, int n) {
        int p = place;
        while (p < 0 || p >= n) {
            p = p < 0 ? -p : 2 * (n - 1) - p;
        }
        return p;
    }

    static Maps crop(Maps x, int h, int w) {
        int dy = (x.h() - h) / 2;
        int dx = (x.w() - w) / 2;
        return Maps.fill(x.n(), h, w, x.c(), (i, y, xx, k) -> x.at(i, y + dy, xx + dx, k));
    }

    static Maps concat(Maps... maps) {
        Maps all = maps[0];
        for (int m = 1; m < maps.length; m++) {
            Maps before = all;
            Maps next = maps[m];
            all = Maps.fill(before.n(), before.h(), before.w(), before.c() + next.c(), (i, y, xx, k) ->
                k < before.c() ? before.at(i, y, xx, k) : next.at(i, y, xx, k - before.c()));
        }
        return all;
    }

    /** Product of each value with the one value that the other map has for its channel, or for all of them. */
    static Maps weigh(Maps x, Maps by) {
        return Maps.fill(x.n(), x.h(), x.w(), x.c(), (i, y, xx, k) -> x.at(i, y, xx, k)
            * by.at(i, Math.min(y, by.h() - 1), Math.min(xx, by.w() - 1), Math.min(k, by.c() - 1)));
    }
}
