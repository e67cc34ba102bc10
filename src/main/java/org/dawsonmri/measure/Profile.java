package org.dawsonmri.measure;

import org.dawsonmri.Phase;
import org.dawsonmri.Statistics;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was recorded of one piece of work.
 *
 * @param about what the work was: names and numbers such as network, precision, batch_size, trainable
 * @param environment the computer and the versions
 * @param spans the phases in order; together they are the whole time
 * @param samples in order
 */
public record Profile(Map<String, Object> about, Map<String, String> environment, List<PhaseSpan> spans,
    List<Sample> samples) {

    private static final Set<Phase> EACH_EPOCH = EnumSet.of(Phase.TRAIN, Phase.VALIDATION, Phase.EVALUATION);

    /**
     * The spans of a phase that stand for it: all of them, but of what is done once an epoch without the first one, in
     * which the computer and TensorFlow warm up, if there are others.
     */
    public List<PhaseSpan> steady(Phase phase) {
        List<PhaseSpan> all = all(phase);
        return EACH_EPOCH.contains(phase) && all.size() > 1 ? all.subList(1, all.size()) : all;
    }

    /** All spans of a phase. */
    public List<PhaseSpan> all(Phase phase) {
        return spans.stream().filter(span -> span.phase() == phase).toList();
    }

    /** The phase in which the network was measured and not trained: evaluation, validation, or else inference. */
    public Phase measured() {
        return Stream.of(Phase.EVALUATION, Phase.VALIDATION).filter(phase -> !all(phase).isEmpty()).findFirst()
            .orElse(Phase.INFERENCE);
    }

    /**
     * The values of a metric in some spans, one after the other; NaN where there is none. A rate's sample that began
     * before its span says something of the phase before, too, and is left out.
     */
    public double[] values(Metric metric, List<PhaseSpan> of) {
        return samples(of, metric).stream().mapToDouble(sample -> sample.get(metric)).toArray();
    }

    /** The energy in joules that a metric of power in watts adds up to in some spans; NaN if there is no power. */
    public double joules(Metric power, List<PhaseSpan> of) {
        double mean = Statistics.of(values(power, of)).mean();
        return mean * of.stream().mapToDouble(PhaseSpan::seconds).sum();
    }

    /**
     * A metric over the time that was spent in some spans.
     *
     * @return seconds and values
     */
    public double[][] series(Metric metric, List<PhaseSpan> of) {
        List<double[]> points = new ArrayList<>();
        double before = 0;
        for (PhaseSpan span : of) {
            for (Sample sample : samples(List.of(span), metric)) {
                if (!Double.isNaN(sample.get(metric))) {
                    points.add(new double[] {before + sample.seconds() - span.start(), sample.get(metric)});
                }
            }
            before += span.seconds();
        }
        return new double[][] {points.stream().mapToDouble(p -> p[0]).toArray(),
            points.stream().mapToDouble(p -> p[1]).toArray()};
    }

    private List<Sample> samples(List<PhaseSpan> of, Metric metric) {
        List<Sample> inside = new ArrayList<>();
        for (PhaseSpan span : of) {
            for (int i = firstAfter(span.start()); i < samples.size() && span.contains(samples.get(i)); i++) {
                if (!metric.isRate() || span.covers(samples.get(i))) {
                    inside.add(samples.get(i));
                }
            }
        }
        return inside;
    }

    /** Index of the first sample later than {@code seconds}; a long training has very many. */
    private int firstAfter(double seconds) {
        int low = 0;
        int high = samples.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (samples.get(middle).seconds() > seconds) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * One stretch of time in which work was in one phase.
     *
     * @param epoch of a training, 0 where there is none
     * @param start seconds since recording began
     * @param end likewise
     * @param cpuSeconds CPU time of the process in it, from the system's own count rather than from samples
     * @param imagesPerSecond NaN if nobody said
     * @param waitingShare share of the time in which the network waited for data; NaN if nobody said
     */
    public record PhaseSpan(Phase phase, int epoch, double start, double end, double cpuSeconds, double imagesPerSecond,
        double waitingShare) {

        /** Its duration. */
        public double seconds() {
            return end - start;
        }

        /** True for a sample that was taken in it. */
        boolean contains(Sample sample) {
            return sample.seconds() > start && sample.seconds() <= end;
        }

        /** True for a sample whose interval lies in it as a whole. */
        boolean covers(Sample sample) {
            return contains(sample) && sample.seconds() - sample.interval() >= start;
        }
    }

    /**
     * What was read at one moment.
     *
     * @param seconds since recording began, of a monotonic clock
     * @param interval seconds since the sample before, which rates are the mean of; 0 for the first one
     * @param values one for each {@link Metric} in its order; NaN where there is no such device
     */
    public record Sample(double seconds, double interval, double[] values) {

        public double get(Metric metric) {
            return values[metric.ordinal()];
        }
    }
}
