package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Quantiles;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.Frames;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Chooses the size of training patches. */
final class BoxSize {

    /** Memory that a step's feature maps and their gradients may take; the same on all computers, as results are. */
    private static final long BUDGET_BYTES = 2L << 30;
    /**
     * How much more than a forward pass a step needs, which keeps all feature maps for the way back, where gradients of
     * their size join them; as measured with {@code unet3d}.
     */
    private static final int COPIES = 5;

    private BoxSize() {
    }

    /** @throws DawsonException if the configuration's size is not one of patches */
    static void check(TrainingConfig config) {
        List<Integer> given = config.preprocessing().size();
        if (given != null && given.size() != 3) {
            throw new DawsonException("preprocessing.size is " + given + ", but " + config.network() + " looks at "
                + "patches of volumes; give their width, height and depth");
        }
    }

    /**
     * Width, height and depth of patches: the configuration's; or the median of the scans' sizes along each axis, made
     * smaller where the patch is longest in mm until a batch of them fits into {@value #BUDGET_BYTES} bytes. Either is
     * rounded up to what the network takes.
     */
    static List<Integer> of(TrainingConfig config, List<SliceStore> scans) {
        Network network = Networks.create(config);
        int multiple = network.sizeMultiple();
        List<Integer> given = config.preprocessing().size();
        if (given != null) {
            return given.stream().map(side -> Frames.roundUp(side, multiple)).toList();
        }
        int[] size = {Frames.roundUp((int) median(scans, SliceStore::width), multiple),
            Frames.roundUp((int) median(scans, SliceStore::height), multiple),
            Frames.roundUp((int) median(scans, SliceStore::count), multiple)};
        double[] spacing = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int a = axis;
            spacing[axis] = median(scans, scan -> scan.spacing().get(a));
        }
        long perVoxel = (long) network.floatsPerPixel() * Float.BYTES * COPIES * config.batchSize();
        int longest = longest(size, spacing, multiple);
        while (longest >= 0 && perVoxel * size[0] * size[1] * size[2] > BUDGET_BYTES) {
            size[longest] -= multiple;
            longest = longest(size, spacing, multiple);
        }
        return List.of(size[0], size[1], size[2]);
    }

    /** The axis along which a patch is longest and can still be made shorter, or −1. */
    private static int longest(int[] size, double[] spacing, int multiple) {
        int longest = -1;
        for (int axis = 0; axis < 3; axis++) {
            boolean longer = longest < 0 || size[axis] * spacing[axis] > size[longest] * spacing[longest];
            longest = size[axis] > multiple && longer ? axis : longest;
        }
        return longest;
    }

    /** One that is there. */
    private static double median(List<SliceStore> scans, ToDoubleFunction<SliceStore> number) {
        return Quantiles.upperMedian(scans.stream().mapToDouble(number).toArray());
    }
}
