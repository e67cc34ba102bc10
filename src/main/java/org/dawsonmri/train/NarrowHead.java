package org.dawsonmri.train;

import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.data.Batch;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Watches over a network's {@link org.dawsonmri.network.Network#narrowLayers}. With all their ReLUs at 0 the result is
 * the same number for every pixel, no gradient gets past them, and training goes on in vain. Before each epoch some of
 * its batches are looked at, and dead layers get other first weights. All comes from the seed and the epoch, so that a
 * resumed training does the same.
 */
final class NarrowHead {

    /** Only batches with a label tell: between lesions, a network that has learnt well is constant, too. */
    private static final int BATCHES = 8;
    private static final int ATTEMPTS = 20;
    /** Padding of convolutions may keep a rim of pixels alive, from which nothing is learnt. */
    private static final double SHARE = 0.9;

    private final List<String> layers;
    private final long seed;
    private final TrainingSession session;
    private final Progress progress;

    NarrowHead(TrainingConfig config, TrainingSession session, Progress progress) {
        this.layers = Networks.create(config).narrowLayers();
        this.seed = config.seed();
        this.session = session;
        this.progress = progress;
    }

    /** True if the network has such layers. */
    boolean isThere() {
        return !layers.isEmpty();
    }

    /**
     * Lets dead layers start anew, and says so.
     *
     * @param batches those of the epoch
     * @return how often they did, 0 if they are alive
     */
    int before(int epoch, List<Supplier<Batch>> batches) {
        if (layers.isEmpty() || !isDead(batches)) {
            return 0;
        }
        String what = "epoch " + epoch + ": the narrow last layers (" + String.join(", ", layers) + ") were dead, the "
            + "result was the same for every pixel; ";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            progress.checkCancelled();
            session.initialize(name -> layers.stream().anyMatch(layer -> name.startsWith(layer + "/")),
                Augmentation.seed(seed, epoch, -attempt));
            if (!isDead(batches)) {
                progress.warning(what + "they start anew with other first weights"
                    + (attempt == 1 ? "" : " (" + attempt + " draws)"));
                return attempt;
            }
        }
        progress.warning(what + ATTEMPTS + " draws of other first weights changed nothing, so it is the layers before "
            + "them; train again with another --seed or a smaller --learning-rate");
        return ATTEMPTS;
    }

    /** True if a batch's labelled pixels and most others all have the same probabilities. */
    static boolean isConstant(float[] probabilities, int[] labels) {
        int outputs = probabilities.length / labels.length;
        int first = 0;
        while (labels[first] <= 0) {
            first++;
        }
        int others = 0;
        int same = 0;
        for (int i = 0; i < labels.length; i++) {
            boolean equal = Arrays.equals(probabilities, i * outputs, (i + 1) * outputs, probabilities, first * outputs,
                (first + 1) * outputs);
            if (labels[i] > 0 && !equal) {
                return false;
            }
            others += labels[i] == 0 ? 1 : 0;
            same += labels[i] == 0 && equal ? 1 : 0;
        }
        return same >= SHARE * others;
    }

    // -- Helper methods --

    private boolean isDead(List<Supplier<Batch>> batches) {
        int looked = 0;
        for (int i = 0; i < batches.size() && looked < BATCHES; i++) {
            progress.checkCancelled();
            Batch batch = batches.get(i).get();
            if (Arrays.stream(batch.labels()).noneMatch(label -> label > 0)) {
                continue;
            }
            if (!isConstant(session.probabilities(batch), batch.labels())) {
                return false;
            }
            looked++;
        }
        return looked > 0;
    }
}
