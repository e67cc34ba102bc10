package org.dawsonmri.network;

import org.dawsonmri.network.CascadeCnn.Variant;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Small versions of the networks of volumes, in training mode, against finite differences. */
@Tag("slow")
class VolumeNetworksGradientTest {

    static Stream<Network> patchNetworks() {
        return Stream.of(new CascadeCnn(5, 2, 8, 0.2, Variant.VALVERDE), new CascadeCnn(8, 3, 16, 0.2, Variant.SEED1),
            new CascadeCnn(5, 2, 8, 0.2, Variant.SEED1_EDDL), new CascadeNicMsLesions(8, 3, 16, 0.2),
            new CascadeFcn(9, 2, 8, 0.2));
    }

    @ParameterizedTest
    @MethodSource("patchNetworks")
    void patches(Network network) {
        GradientCheck.checkNetwork(shape(network), 0.1, (l, x) -> network.logits(l, x, 2));
    }

    private static long[] shape(Network network) {
        long[] shape = network.inputShape(2).asArray();
        shape[0] = 6;
        return shape;
    }

    @Test
    void unet3D() {
        Unet plain = Unet.ofVolumes(2, 2, false, 0.1);
        GradientCheck.checkNetwork(new long[] {1, 4, 8, 4, 2}, 0.1, (l, x) -> plain.logits(l, x, 3));
    }

    @Test
    void unet3DWithBatchNormalization() {
        Unet normalizing = Unet.ofVolumes(2, 1, true, 0);
        GradientCheck.checkNetwork(new long[] {2, 4, 4, 6, 1}, 0.1, (l, x) -> normalizing.logits(l, x, 1));
    }
}
