package org.dawsonmri.measure;

import org.dawsonmri.Progress;
import org.dawsonmri.Quantiles;
import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.SessionConfig;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.model.ModelRunner;
import org.dawsonmri.network.Networks;
import org.dawsonmri.runtime.MachineMemory;
import org.dawsonmri.runtime.Processor;
import org.dawsonmri.train.MemoryCheck;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.train.TrainingGraph;
import org.dawsonmri.train.TrainingSession;
import org.dawsonmri.train.UntrainedModel;
import org.dawsonmri.train.data.Batch;

import com.sun.management.OperatingSystemMXBean;
import org.tensorflow.exceptions.TFResourceExhaustedException;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures how fast a network trains and segments on this computer. Training is measured as {@link Trainer} does it,
 * inference as segmentation does it, with the network written as a SavedModel and loaded again; weights are first ones,
 * which changes nothing in the time. The first steps of a session, in which TensorFlow optimises its graph, do not
 * count; the time of a step is the median of those that do. Precisions take turns step by step, so that whatever else
 * runs on the computer slows them alike.
 *
 * <p>A process keeps some of the memory that it had: measure what needs less before what needs more.
 *
 * <pre>{@code
 * Plan plan = new Plan(new TrainingConfig(), 1, 1, List.of(256, 256), List.of(Phase.TRAIN),
 *     List.of(Precision.AUTO), 10);
 * List<Result> results = Benchmark.run(plan, null, Progress.NONE);
 * }</pre>
 */
public final class Benchmark {

    private static final int WARM_UP = 2;
    private static final OperatingSystemMXBean SYSTEM =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** What is measured. */
    public enum Phase {
        /** Steps of training: forward, backward, update. */
        TRAIN,
        /** Probabilities of a batch. */
        INFERENCE
    }

    /**
     * What to measure.
     *
     * @param config network, batch size, optimiser, loss, threads
     * @param channels of the input; with a dataset, its own are taken
     * @param classes background not counted; likewise
     * @param size width, height and, with networks of volumes, depth, rounded up to what the network takes; likewise
     * @param phases each gives results of its own
     * @param precisions each gives results of its own; AUTO tries both and gives the faster one
     * @param steps that count, for each result
     */
    public record Plan(TrainingConfig config, int channels, int classes, List<Integer> size, List<Phase> phases,
        List<Precision> precisions, int steps) {
    }

    /**
     * What was measured.
     *
     * @param secondsPerStep median, waiting for data included
     * @param cpuSecondsPerStep mean of what all cores together worked, which other programs slow less
     * @param waitingShare share of the time in which the network waited for data; NaN without a dataset
     * @param peakBytes largest resident memory of the process while only this configuration was there
     */
    public record Result(Phase phase, Precision precision, int batchSize, List<Integer> size,
        double secondsPerStep, double cpuSecondsPerStep, double waitingShare, long peakBytes) {

        public double imagesPerSecond() {
            return batchSize / secondsPerStep;
        }
    }

    private final Plan plan;
    private final BenchmarkData data;
    private final Progress progress;

    private Benchmark(Plan plan, BenchmarkData data, Progress progress) {
        this.plan = plan;
        this.data = data;
        this.progress = progress;
    }

    /**
     * Measures. Blocks until done.
     *
     * @param dataset whose training batches are prepared while the network computes, as in a training; null for one
     *        batch of noise
     * @return a result for each phase and precision
     */
    public static List<Result> run(Plan plan, Dataset dataset, Progress progress) {
        int batches = plan.phases().size() * precisions(plan).size() * (2 * WARM_UP + plan.steps());
        try (TemporaryFolder folder = TemporaryFolder.create();
            BenchmarkData data = dataset == null
                ? BenchmarkData.noise(plan)
                : BenchmarkData.of(dataset, plan.config(), batches, folder.path(), progress)) {
            return new Benchmark(plan, data, progress).run();
        }
    }

    // -- Helper methods --

    private List<Result> run() {
        List<Result> results = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            results.addAll(phase == Phase.TRAIN ? training() : inference());
        }
        return results;
    }

    private List<Result> training() {
        MemoryCheck memory = memory();
        memory.before(MachineMemory.now(), progress);
        try (TrainingGraph graph = new TrainingGraph(Networks.create(plan.config()), Losses.create(plan.config()),
            Optimizers.create(plan.config()), data.channels(), data.classes())) {
            return measure(Phase.TRAIN, precision -> new Training(graph, precision, plan.config()));
        } catch (TFResourceExhaustedException e) {
            throw memory.explain(e, MachineMemory.now());
        }
    }

    /** For the precision that needs most. */
    private MemoryCheck memory() {
        boolean reduced = plan.precisions().equals(List.of(Precision.BFLOAT16));
        TrainingConfig config = plan.config().with(Precision.setting(reduced ? Precision.BFLOAT16 : Precision.FLOAT32),
            "the benchmark's precision");
        return MemoryCheck.of(config, data.channels(), data.classes(), data.frame());
    }

    private List<Result> inference() {
        try (UntrainedModel model = new UntrainedModel(plan.config(), data.channels(), data.classes())) {
            return measure(Phase.INFERENCE, precision -> new Inference(ModelRunner.open(model.folder(),
                SessionConfig.of(precision, plan.config().threads()))));
        }
    }

    private List<Result> measure(Phase phase, Function<Precision, Work> open) {
        List<Precision> precisions = precisions(plan);
        List<Long> peaks = precisions.stream().map(precision -> peak(open, precision)).toList();
        List<Series> all = precisions.stream().map(precision -> new Series()).toList();
        List<Work> works = new ArrayList<>();
        try {
            for (Precision precision : precisions) {
                Work work = open.apply(precision);
                works.add(work);
                warmUp(work);
            }
            for (int step = 0; step < plan.steps(); step++) {
                for (int i = 0; i < works.size(); i++) {
                    progress.checkCancelled();
                    all.get(i).time(works.get(i));
                }
                progress.update(step + 1L, plan.steps(), "steps of " + phase.name().toLowerCase(java.util.Locale.ROOT));
            }
        } finally {
            works.forEach(Work::close);
        }
        Stream<Result> results = IntStream.range(0, precisions.size())
            .mapToObj(i -> all.get(i).result(phase, precisions.get(i), peaks.get(i)));
        return plan.precisions().contains(Precision.AUTO)
            ? results.min(Comparator.comparingDouble(Result::secondsPerStep)).stream().toList()
            : results.toList();
    }

    private static List<Precision> precisions(Plan plan) {
        if (!plan.precisions().contains(Precision.AUTO)) {
            return plan.precisions();
        }
        Precision here = Precision.AUTO.on(Processor.current(), Progress.NONE);
        return here == Precision.AUTO ? List.of(Precision.BFLOAT16, Precision.FLOAT32) : List.of(here);
    }

    /** With no other session there. */
    private long peak(Function<Precision, Work> open, Precision precision) {
        System.gc(); // the last one's arrays are none of this one's
        PeakMemory.reset();
        try (Work work = open.apply(precision)) {
            warmUp(work);
            return PeakMemory.bytes();
        }
    }

    private void warmUp(Work work) {
        for (int i = 0; i < WARM_UP; i++) {
            progress.checkCancelled();
            work.step(data.next());
        }
    }

    /** The times of one configuration. */
    private final class Series {
        private final List<Long> nanos = new ArrayList<>();
        private long cpuNanos;
        private long waited;
        private Batch batch;

        void time(Work work) {
            long waitedBefore = data.waitedNanos();
            long start = System.nanoTime();
            long cpuStart = SYSTEM.getProcessCpuTime();
            batch = data.next();
            work.step(batch);
            nanos.add(System.nanoTime() - start);
            cpuNanos += SYSTEM.getProcessCpuTime() - cpuStart;
            waited += data.waitedNanos() - waitedBefore;
        }

        Result result(Phase phase, Precision precision, long peak) {
            double median = Quantiles.median(nanos.stream().mapToDouble(n -> n / 1e9).toArray());
            double total = nanos.stream().mapToLong(n -> n).sum();
            return new Result(phase, precision, batch.size(), batch.frame(), median, cpuNanos / 1e9 / nanos.size(),
                data.isReal() ? waited / total : Double.NaN, peak);
        }
    }

    /** What is timed. */
    private interface Work extends AutoCloseable {
        void step(Batch batch);

        @Override
        void close();
    }

    private static final class Training implements Work {
        private final TrainingSession session;
        private final double rate;
        private long steps;

        Training(TrainingGraph graph, Precision precision, TrainingConfig config) {
            session = new TrainingSession(graph, precision, config.threads(), config.seed());
            rate = config.learningRate();
            session.initialize();
        }

        @Override
        public void step(Batch batch) {
            session.train(batch, rate, ++steps);
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private record Inference(ModelRunner runner) implements Work {
        @Override
        public void step(Batch batch) {
            runner.run(batch.images(), batch.imageShape());
        }

        @Override
        public void close() {
            runner.close();
        }
    }
}
