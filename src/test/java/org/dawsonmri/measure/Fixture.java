package org.dawsonmri.measure;

import org.dawsonmri.Phase;
import org.dawsonmri.measure.Profile.PhaseSpan;
import org.dawsonmri.measure.Profile.Sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A training of two epochs and an evaluation in seconds 0 to 21, a sample a second, made up by hand. */
public final class Fixture {

    private Fixture() {
    }

    /** @param cpu of one core in per cent, throughout; virtual memory is 8 GB, resident 2 GB and its second's tenth */
    public static Profile profile(double cpu) {
        List<Sample> samples = new ArrayList<>();
        for (int second = 1; second <= 21; second++) {
            double[] values = new double[Metric.values().length];
            Arrays.fill(values, Double.NaN);
            values[Metric.CPU_PCT_OF_ONE_CORE.ordinal()] = cpu;
            values[Metric.RSS_GB.ordinal()] = 2 + second / 10.0;
            values[Metric.VIRT_GB.ordinal()] = 8;
            values[Metric.CPU_PACKAGE_POWER_W.ordinal()] = 40;
            samples.add(new Sample(second, 1, values));
        }
        List<PhaseSpan> spans = List.of(
            new PhaseSpan(Phase.GRAPH, 0, 0, 1.5, 1, Double.NaN, Double.NaN),
            new PhaseSpan(Phase.FIRST_STEP, 1, 1.5, 3.5, cpu * 2 / 100, Double.NaN, Double.NaN),
            new PhaseSpan(Phase.TRAIN, 1, 3.5, 9.5, cpu * 6 / 100, 10, 0.5),
            new PhaseSpan(Phase.TRAIN, 2, 9.5, 14.5, cpu * 5 / 100, 16, 0.25),
            new PhaseSpan(Phase.EVALUATION, 1, 14.5, 21, cpu * 6.5 / 100, 32, Double.NaN));
        return new Profile(Map.of("network", "unet", "trainable", 31031685), Map.of("logical_cores", "2"), spans,
            samples);
    }
}
