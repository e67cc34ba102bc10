package org.dawsonmri.profile;

import org.dawsonmri.Phase;

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
