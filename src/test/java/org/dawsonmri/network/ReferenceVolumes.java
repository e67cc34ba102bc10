package org.dawsonmri.network;

import org.dawsonmri.graph.Weight;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The layers of volumes in evaluation mode as their definitions read, in loops without TensorFlow, for one sample. */
final class ReferenceVolumes {

    /** Depth × height × width × channels. */
    record Box(int d, int h, int w, int c, double[] values) {

        /** A value of a box. */
        interface At {
            double at(int z, int y, int x, int k);
        }

        static Box fill(int d, int h, int w, int c, At value) {
            Box box = new Box(d, h, w, c, new double[d * h * w * c]);
            for (int i = 0; i < box.values.length; i++) {
                int p = i / c;
                box.values[i] = value.at(p / (h * w), p / w % h, p % w, i % c);
            }
            return box;
        }

        /** Zero outside. */
        double at(int z, int y, int x, int k) {
            boolean inside = z >= 0 && y >= 0 && x >= 0 && z < d && y < h && x < w;
            return inside ? values[((z * h + y) * w + x) * c + k] : 0;
        }

        Box map(DoubleUnaryOperator f) {
            return fill(d, h, w, c, (z, y, x, k) -> f.applyAsDouble(at(z, y, x, k)));
        }
    }

    private final Map<String, Weight> weights = new HashMap<>();

    ReferenceVolumes(List<Weight> weights) {
        weights.forEach(w -> this.weights.put(w.name(), w));
    }

    // -- Layers --

    Box same(String name, Box x) {
        return conv(name, x, ((int) weights.get(name + "/kernel").shape()[0] - 1) / 2, 0);
    }

    Box valid(String name, Box x) {
        return conv(name, x, 0, (int) weights.get(name + "/kernel").shape()[0] - 1);
    }

    private Box conv(String name, Box x, int before, int shrink) {
        Weight kernel = weights.get(name + "/kernel");
        int n = (int) kernel.shape()[0];
        int out = (int) kernel.shape()[4];
        return Box.fill(x.d - shrink, x.h - shrink, x.w - shrink, out, (pz, py, px, k) -> {
            double sum = bias(name, k);
            for (int tap = 0; tap < n * n * n; tap++) {
                int z = pz + tap / (n * n) - before;
                int y = py + tap / n % n - before;
                int xx = px + tap % n - before;
                for (int c = 0; c < x.c; c++) {
                    sum += x.at(z, y, xx, c) * kernel.values()[(tap * x.c + c) * out + k];
                }
            }
            return sum;
        });
    }

    /** Each voxel becomes a block of 2×2×2. */
    Box transposed(String name, Box x) {
        Weight kernel = weights.get(name + "/kernel");
        int out = (int) kernel.shape()[3];
        return Box.fill(2 * x.d, 2 * x.h, 2 * x.w, out, (z, y, xx, k) -> {
            double sum = bias(name, k);
            int tap = z % 2 * 4 + y % 2 * 2 + xx % 2;
            for (int c = 0; c < x.c; c++) {
                sum += x.at(z / 2, y / 2, xx / 2, c) * kernel.values()[(tap * out + k) * x.c + c];
            }
            return sum;
        });
    }

    Box dense(String name, Box x) {
        Weight kernel = weights.get(name + "/kernel");
        int out = (int) kernel.shape()[1];
        return Box.fill(1, 1, 1, out, (z, y, xx, k) -> {
            double sum = bias(name, k);
            for (int i = 0; i < x.values.length; i++) {
                sum += x.values[i] * kernel.values()[i * out + k];
            }
            return sum;
        });
    }

    Box bn(String name, Box x, double epsilon) {
        return Box.fill(x.d, x.h, x.w, x.c, (z, y, xx, k) -> weight(name + "/gamma", k)
            * (x.at(z, y, xx, k) - weight(name + "/moving_mean", k))
            / Math.sqrt(weight(name + "/moving_variance", k) + epsilon) + weight(name + "/beta", k));
    }

    Box prelu(String name, Box x) {
        return Box.fill(x.d, x.h, x.w, x.c, (z, y, xx, k) -> {
            double v = x.at(z, y, xx, k);
            return v > 0 ? v : v * weight(name + "/alpha", ((z * x.h + y) * x.w + xx) * x.c + k);
        });
    }

    static Box relu(Box x) {
        return x.map(v -> Math.max(0, v));
    }

    static Box pool(Box x, int window, int stride) {
        return Box.fill((x.d - window) / stride + 1, (x.h - window) / stride + 1, (x.w - window) / stride + 1, x.c,
            (z, y, xx, k) -> {
                double best = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < window * window * window; i++) {
                    best = Math.max(best, x.at(z * stride + i / (window * window), y * stride + i / window % window,
                        xx * stride + i % window, k));
                }
                return best;
            });
    }

    static Box join(Box a, Box b) {
        return Box.fill(a.d, a.h, a.w, a.c + b.c,
            (z, y, x, k) -> k < a.c ? a.at(z, y, x, k) : b.at(z, y, x, k - a.c));
    }

    private double bias(String name, int k) {
        return weights.containsKey(name + "/bias") ? weight(name + "/bias", k) : 0;
    }

    private double weight(String name, int i) {
        return weights.get(name).values()[i];
    }
}
