package org.dawsonmri.network;

import org.dawsonmri.graph.Convolution;

import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every layer of volumes against finite differences. */
class VolumeLayersGradientTest {

    private static final long[] SHAPE = {2, 4, 2, 4, 2};

    @Test
    void conv3DTranspose() {
        GradientCheck.check(new long[] {2, 2, 3, 2, 2}, 1e-2, (l, x) -> l.tf().reshape(
            l.convTranspose("t", x, 3), l.tf().constant(new long[] {2, 4, 6, 4, 3})));
    }

    @Test
    void maxPooling3D() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.maxPooling(x, 2, 2));
        GradientCheck.check(new long[] {2, 5, 5, 5, 2}, 1e-2, (l, x) -> l.maxPooling(x, 3, 2));
    }

    @Test
    void prelu() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.prelu("p", x));
        GradientCheck.check(new long[] {3, 4}, 1e-2, (l, x) -> l.prelu("p", x));
    }

    @Test
    void batchNormalization() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.batchNormalization("b", x, 0.9, 1e-3));
        GradientCheck.check(new long[] {6, 5}, 1e-2, (l, x) -> l.batchNormalization("b", x, 0.9, 1e-3));
        GradientCheck.checkFrozen(SHAPE, 1e-2, (l, x) -> l.batchNormalization("b",
            l.conv("c", x, 2, Convolution.of(3)), 0.9, 1e-3));
    }

    @Test
    void vectors() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.dropout(l.dense("d", l.flatten(x), 3), 0.3));
    }

    @Test
    void betweenConvolutions() {
        Convolution kind = Convolution.of(3).withoutBias();
        GradientCheck.check(SHAPE, 2e-2, (l, x) -> {
            Operand<TFloat32> y = l.batchNormalization("b", l.conv("c", x, 2, kind), 0.9, 1e-3);
            Operand<TFloat32> down = l.conv("e", l.maxPooling(l.sigmoid(y), 2, 2), 3, kind);
            Operand<TFloat32> up = l.convTranspose("t", l.sigmoid(down), 2);
            Operand<TFloat32> joined = l.conv("f", l.concatenate(l.sigmoid(y), up), 2, kind);
            return l.tf().reshape(joined, l.tf().constant(SHAPE));
        });
    }
}
