package org.dawsonmri.train.data;

import org.dawsonmri.config.TrainingConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Which samples go into which batch. */
final class Batches {

    private Batches() {
    }

    /** The samples in order, in batches of the configuration's size; the last one may be smaller. */
    static <T> List<List<T>> inOrder(List<T> samples, TrainingConfig config) {
        List<List<T>> batches = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += config.batchSize()) {
            batches.add(samples.subList(i, Math.min(samples.size(), i + config.batchSize())));
        }
        return batches;
    }

    /** The batches of one epoch of training, shuffled by the seed and the epoch alone. */
    static <T> List<List<T>> shuffled(List<T> samples, TrainingConfig config, int epoch) {
        List<T> order = new ArrayList<>(samples);
        SplittableRandom random = new SplittableRandom(config.seed() * 1_000_003L + epoch);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T swap = order.get(i);
            order.set(i, order.get(j));
            order.set(j, swap);
        }
        List<List<T>> batches = inOrder(order, config);
        boolean odd = order.size() % config.batchSize() != 0;
        return config.dropLast() && odd && batches.size() > 1 ? batches.subList(0, batches.size() - 1) : batches;
    }
}
