package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.DilatedConvolution;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

import java.util.List;

/** Small versions of the papers' networks, in training mode, against finite differences. */
@Tag("slow")
class NetworksGradientTest {

    private static void check(Network network, long[] shape, int outputs) {
        GradientCheck.checkNetwork(shape, 0.1, (l, x) -> network.logits(l, x, outputs));
    }

    @ParameterizedTest
    @EnumSource(ThesisUnet.Variant.class)
    void thesisUnet(ThesisUnet.Variant variant) {
        check(new ThesisUnet(2, 0.2, variant), new long[] {2, 32, 32, 1}, 1);
    }

    @Test
    void ronnebergerUnet() {
        check(new RonnebergerUnet(2, 1, 0.2), new long[] {1, 6, 8, 2}, 2);
    }

    @Test
    void neuropolyUnet() {
        check(new NeuropolyUnet(2, 2, 0.2, 0.9), new long[] {2, 8, 12, 2}, 3);
    }

    // NB: a batch of two would leave only a sign of each mean over the map after its batch normalisation.
    @Test
    void doubleUnet() {
        check(new DoubleUnet(2, DoubleUnet.Output.OUTPUT2, DoubleUnet.Variant.KERAS), new long[] {4, 32, 16, 1}, 1);
    }

    @Test
    void doubleUnetOfPyeddl() {
        check(new DoubleUnet(2, DoubleUnet.Output.OUTPUT2, DoubleUnet.Variant.EDDL), new long[] {4, 32, 16, 1}, 1);
    }

    @Test
    void doubleUnetWithBothOutputsAndClasses() {
        DoubleUnet network = new DoubleUnet(2, DoubleUnet.Output.BOTH, DoubleUnet.Variant.KERAS);
        GradientCheck.checkNetwork(new long[] {4, 32, 16, 2}, 0.1, (l, x) -> {
            List<Operand<TFloat32>> maps = network.supervised(l, x, 3);
            assertEquals(2, maps.size());
            return l.concatenate(maps);
        });
    }

    /** NB: all five stages are 26 batch normalisations deep, where a rounding moves a maximum to another place. */
    @Test
    void segNet() {
        check(new SegNet(3, 3, 0.2, 0.9), new long[] {2, 16, 16, 1}, 2);
    }

    @ParameterizedTest
    @EnumSource(NoPoolAspp.Layout.class)
    void noPoolAspp(NoPoolAspp.Layout layout) {
        check(new NoPoolAspp(2, 0.2, 0.9, layout, Activation.SOFTMAX), new long[] {2, 7, 9, 1}, 3);
    }

    /** TensorFlow Java's own dilated convolution, the reason for {@link DilatedConvolution}, is what must be found. */
    @Test
    void theCheckItselfFindsTheWrongGradientOfDilations() {
        assertThrows(AssertionFailedError.class, () -> GradientCheck.checkNetwork(new long[] {1, 7, 9, 2}, 0.1,
            (l, x) -> {
                Operand<TFloat32> y = l.relu(l.conv("c", x, 2, 3, true));
                Operand<TFloat32> kernel = l.tf().constant(new float[][][][] {
                    {{{.1f, -.2f}, {-.3f, .4f}}, {{.3f, .2f}, {-.1f, -.4f}}},
                    {{{-.4f, .1f}, {.2f, -.3f}}, {{-.2f, .3f}, {.4f, -.1f}}}});
                return l.tf().nn.conv2d(y, kernel, List.of(1L, 1L, 1L, 1L), "SAME",
                    Conv2d.dilations(List.of(1L, 2L, 2L, 1L)));
            }));
    }
}
