package org.dawsonmri.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells how fast training is and how long it will take. */
final class StepClock {

    private final int epochs;
    private final int epochsLater;
    private final long start = System.nanoTime();
    private long stepsDone;
    private int epoch;
    private int stepsPerEpoch;
    private int stepInEpoch;
    private long epochStart;
    private long epochImages;

    /** @param epochs that are planned */
    StepClock(int epochs) {
        this(epochs, 0);
    }

    /** @param epochsLater how many more are planned after those, of about as many steps */
    StepClock(int epochs, int epochsLater) {
        this.epochs = epochs;
        this.epochsLater = epochsLater;
    }

    void startEpoch(int number, int steps) {
        epoch = number;
        stepsPerEpoch = steps;
        stepInEpoch = 0;
        epochImages = 0;
        epochStart = System.nanoTime();
    }

    /** Notes one step and gives its progress line. */
    Map<String, Object> step(double loss, int images) {
        stepsDone++;
        stepInEpoch++;
        epochImages += images;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("epoch", epoch + "/" + epochs);
        line.put("step", stepInEpoch + "/" + stepsPerEpoch);
        line.put("loss", loss);
        line.put("images_per_s", epochImages / epochSeconds());
        line.put("left", duration(secondsLeft()));
        return line;
    }

    double epochSeconds() {
        return (System.nanoTime() - epochStart) / 1e9;
    }

    long epochImages() {
        return epochImages;
    }

    /** From the time that all steps so far took, validation included. */
    private double secondsLeft() {
        double perStep = (System.nanoTime() - start) / 1e9 / stepsDone;
        long left = (long) (epochs - epoch + epochsLater) * stepsPerEpoch + stepsPerEpoch - stepInEpoch;
        return perStep * left;
    }

    /** {@code 2h05m}, {@code 4m12s} or {@code 9s}. */
    static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s >= 3600) {
            return String.format(Locale.ROOT, "%dh%02dm", s / 3600, s % 3600 / 60);
        }
        return s >= 60 ? String.format(Locale.ROOT, "%dm%02ds", s / 60, s % 60) : s + "s";
    }
}
