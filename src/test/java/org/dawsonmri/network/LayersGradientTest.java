package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;

import org.dawsonmri.network.Unet.UpSampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

/** Every layer, and the U-Net they make, against finite differences. */
class LayersGradientTest {

    private static final long[] SHAPE = {2, 4, 6, 2};

    @Test
    void conv2D() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.conv2D("c", x, 3, 3, true));
    }

    @Test
    void conv2DTranspose() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.conv2DTranspose("t", x, 3));
    }

    @Test
    void batchNormalization() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.batchNormalization("b", x, 0.9, 1e-3));
    }

    @Test
    void activations() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.relu(x));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.leakyRelu(x, 0.01));
    }

    @Test
    void poolingAndUpSampling() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.maxPooling2D(x));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.upSampling2DNearest(x));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.upSampling2DBilinear(x));
    }

    @Test
    void concatenate() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.concatenate(x, l.conv2D("c", x, 3, 1, true)));
    }

    @Test
    void dropout() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.dropout(x, 0.4));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.spatialDropout2D(x, 0.4));
    }

    @Test
    void backToFloat32() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> Outputs.inFloat32(l.tf(), x));
    }

    @Test
    void probabilities() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> Outputs.probabilities(l.tf(), x));
        GradientCheck.check(new long[] {2, 4, 6, 1}, 1e-2, (l, x) -> Outputs.probabilities(l.tf(), x));
    }

    @ParameterizedTest
    @EnumSource(UpSampling.class)
    void wholeUnet(UpSampling upSampling) {
        // NB: without batch normalisation, whose ReLUs sit on their kink for half of the pixels.
        Unet unet = new Unet(2, 2, false, 0.1, upSampling);
        GradientCheck.checkNetwork(new long[] {1, 8, 8, 2}, 0.1, (l, x) -> unet.logits(l, x, 3));
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
