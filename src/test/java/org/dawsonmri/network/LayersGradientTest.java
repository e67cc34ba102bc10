package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.network.Unet.UpSampling;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every layer, and the U-Net they make, against finite differences. */
@Tag("slow")
class LayersGradientTest {

    private static final long[] SHAPE = {2, 4, 6, 2};

    @Test
    void conv2D() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.conv("c", x, 3, 3, true));
    }

    @Test
    void conv2DWithoutPadding() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.conv("c", x, 3, Convolution.of(3).withValidPadding()));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.conv("c", x, 3,
            Convolution.of(2).startingFrom(Initializer.PYTORCH)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 12, 18, 24})
    void dilatedConv2D(int rate) {
        GradientCheck.check(new long[] {2, 7, 9, 2}, 1e-2, (l, x) -> sized(l, 7, 9,
            l.conv("c", x, 3, Convolution.of(3).dilated(rate))));
    }

    @Test
    void dense() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.dense("d", x, 3, Initializer.HE_NORMAL));
    }

    @Test
    void meanOverTheMapAndBack() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.globalAveragePooling2D(x));
        GradientCheck.check(new long[] {2, 1, 1, 2}, 1e-2, (l, x) -> l.repeatOver(x,
            l.tf().constant(new float[2][4][6][1])));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.tf().math.mul(x, l.sigmoid(l.globalAveragePooling2D(x))));
    }

    @Test
    void maxUnpooling() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> sized(l, 4, 6,
            l.maxUnpooling2D(l.maxPooling(x), l.maximumMask2D(x))));
    }

    @Test
    void margins() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> sized(l, 2, 4, l.cropping2D(x, 1)));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> sized(l, 14, 16, l.mirrorPadding2D(x, 5)));
    }

    @Test
    void conv2DTranspose() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.convTranspose("t", x, 3));
    }

    @Test
    void batchNormalization() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.batchNormalization("b", x, 0.9, 1e-3));
        GradientCheck.checkFrozen(SHAPE, 1e-2, (l, x) -> l.batchNormalization("b", l.conv("c", x, 2, 3, true), 0.9,
            1e-3));
    }

    @Test
    void activations() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.relu(x));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.leakyRelu(x, 0.01));
    }

    @Test
    void poolingAndUpSampling() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.maxPooling(x));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.upSampling2DNearest(x));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.upSampling2DBilinear(x));
    }

    @Test
    void concatenate() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.concatenate(x, l.conv("c", x, 3, 1, true)));
    }

    @Test
    void dropout() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.dropout(x, 0.4));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.spatialDropout2D(x, 0.4));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.unscaledDropout(x, 0.4));
    }

    @Test
    void backToFloat32() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> Outputs.inFloat32(l.tf(), x));
    }

    @Test
    void probabilities() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> Activation.SOFTMAX.probabilities(l.tf(), x));
        GradientCheck.check(new long[] {2, 4, 6, 1}, 1e-2, (l, x) -> Activation.SOFTMAX.probabilities(l.tf(), x));
    }

    @ParameterizedTest
    @EnumSource(UpSampling.class)
    void wholeUnet(UpSampling upSampling) {
        // NB: without batch normalisation, whose ReLUs sit on their kink for half of the pixels.
        Unet unet = new Unet(2, 2, false, 0.1, upSampling);
        GradientCheck.checkNetwork(new long[] {1, 8, 8, 2}, 0.1, (l, x) -> unet.logits(l, x, 3));
    }

    /** Says to the check what only the run knows, so that each pixel gets a number of its own. */
    private static Operand<TFloat32> sized(Layers l, long height, long width, Operand<TFloat32> y) {
        return l.tf().reshape(y, l.tf().constant(new long[] {SHAPE[0], height, width, Layers.channels(y)}));
    }

    @Test
    void theCheckItselfFindsAWrongGradient() {
        assertThrows(AssertionFailedError.class, () -> GradientCheck.check(SHAPE, 1e-2,
            (l, x) -> l.tf().math.mul(x, l.tf().stopGradient(x))));
    }

    @Test
    void unetRefusesOptionsNobodyKnows() {
        assertThrows(org.dawsonmri.DawsonException.class,
            () -> Networks.create("unet", JsonParser.parseString("{\"filters\": 3}").getAsJsonObject()));
        assertThrows(org.dawsonmri.DawsonException.class,
            () -> Networks.create("unet", JsonParser.parseString("{\"depth\": 0}").getAsJsonObject()));
    }
}
