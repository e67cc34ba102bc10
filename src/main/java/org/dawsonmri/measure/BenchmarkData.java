package org.dawsonmri.measure;

import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.Frames;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.Batch.Window;
import org.dawsonmri.train.data.BatchQueue;
import org.dawsonmri.train.data.DatasetIntensities;
import org.dawsonmri.train.data.TrainingData;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Batches to measure with: the same one of noise again and again, or a training's own, prepared on the way. */
final class BenchmarkData implements AutoCloseable {

    private final int channels;
    private final int classes;
    private final Batch noise;
    private final TrainingData training;
    private final BatchQueue<Supplier<Batch>> queue;

    private BenchmarkData(int channels, int classes, Batch noise, TrainingData training,
        BatchQueue<Supplier<Batch>> queue) {
        this.channels = channels;
        this.classes = classes;
        this.noise = noise;
        this.training = training;
        this.queue = queue;
    }

    /** Normally distributed pixels, and classes in stripes. */
    static BenchmarkData noise(Benchmark.Plan plan) {
        Batch batch = emptyBatch(plan);
        SplittableRandom random = new SplittableRandom(plan.config().seed());
        for (int i = 0; i < batch.images().length; i++) {
            batch.images()[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < batch.labels().length; i++) {
            batch.labels()[i] = i % (plan.classes() + 1);
        }
        return new BenchmarkData(plan.channels(), plan.classes(), batch, null, null);
    }

    /** Slices or boxes of the plan's size, or patches. */
    private static Batch emptyBatch(Benchmark.Plan plan) {
        Network network = Networks.create(plan.config());
        int size = plan.config().batchSize();
        int edge = network.patch();
        if (edge > 0) {
            return Batch.ofPatches(edge, new float[size * edge * edge * edge * plan.channels()], new int[size]);
        }
        List<Integer> sides = plan.size().stream().map(side -> Frames.roundUp(side, network.sizeMultiple())).toList();
        int width = sides.get(0);
        int height = sides.get(1);
        int depth = network.dimensions() == 3 ? sides.get(2) : 0;
        int pixels = size * Math.max(1, depth) * height * width;
        Window[] windows = new Window[size];
        Arrays.fill(windows, new Window(0, 0, 0, width, height, Math.max(1, depth)));
        return new Batch(size, depth, height, width, new float[pixels * plan.channels()], new int[pixels], windows);
    }

    /**
     * A dataset's training batches, epoch after epoch.
     *
     * @param count how many will be asked for
     * @param folder for prepared slices
     */
    static BenchmarkData of(Dataset dataset, TrainingConfig config, int count, Path folder, Progress progress) {
        TrainingData training = TrainingData.prepare(dataset,
            DatasetIntensities.measure(config, dataset, progress), folder, progress);
        List<Supplier<Batch>> plan = new ArrayList<>();
        for (int epoch = 1; plan.size() < count; epoch++) {
            plan.addAll(training.sampler().epoch(epoch));
        }
        return new BenchmarkData(training.subjects().channels().size(), training.subjects().classes(), null, training,
            new BatchQueue<>(plan.subList(0, count), 1, Supplier::get));
    }

    int channels() {
        return channels;
    }

    /** Background not counted. */
    int classes() {
        return classes;
    }

    /** Width, height and, of volumes, depth of a batch. */
    List<Integer> frame() {
        return noise != null ? noise.frame() : training.sampler().frame();
    }

    /** True if batches have to be waited for. */
    boolean isReal() {
        return queue != null;
    }

    Batch next() {
        return queue == null ? noise : queue.next();
    }

    long waitedNanos() {
        return queue == null ? 0 : queue.waitedNanos();
    }

    @Override
    public void close() {
        if (queue != null) {
            queue.close();
            training.close();
        }
    }
}
