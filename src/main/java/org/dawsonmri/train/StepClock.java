package org.dawsonmri.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells how fast training is and how long it will take. */
public final class StepClock {

    /** Steps on single voxels take milliseconds; nobody reads a line for each. */
    private static final long NANOS_BETWEEN_LINES = 1_000_000_000L;

    private final int epochs;
    private final Stage stage;
    private final long start = System.nanoTime();
    private long stepsDone;
    private int epoch;
    private int stepsPerEpoch;
    private int stepInEpoch;
    private long epochStart;
    private long epochImages;
    private long lastLine = start - NANOS_BETWEEN_LINES;

    /** @param epochs that are planned */
    public StepClock(int epochs) {
        this(epochs, Stage.ONLY);
    }

    /** @param stage each one is planned to have so many epochs */
    public StepClock(int epochs, Stage stage) {
        this.epochs = epochs;
        this.stage = stage;
    }

    public void startEpoch(int number, int steps) {
        epoch = number;
        stepsPerEpoch = steps;
        stepInEpoch = 0;
        epochImages = 0;
        epochStart = System.nanoTime();
    }

    /** Notes one step and gives its progress line. */
    public Map<String, Object> step(double loss, int images) {
        stepsDone++;
        stepInEpoch++;
        epochImages += images;
        Map<String, Object> line = new LinkedHashMap<>();
        if (!stage.isOnly()) {
            line.put("stage", stage.number() + "/" + stage.count());
        }
        line.put("epoch", epoch + "/" + epochs);
        line.put("step", stepInEpoch + "/" + stepsPerEpoch);
        line.put("loss", loss);
        line.put(stage.speed(), epochImages / epochSeconds());
        line.put("left", duration(secondsLeft()));
        return line;
    }

    /** True if the last step is worth a line: each one of images, of voxels one a second and each epoch's last. */
    boolean isLineDue() {
        long now = System.nanoTime();
        if (!stage.isOnly() && stepInEpoch < stepsPerEpoch && now - lastLine < NANOS_BETWEEN_LINES) {
            return false;
        }
        lastLine = now;
        return true;
    }

    public double epochSeconds() {
        return (System.nanoTime() - epochStart) / 1e9;
    }

    public long epochImages() {
        return epochImages;
    }

    /** From the time that all steps so far took, validation included. */
    private double secondsLeft() {
        double perStep = (System.nanoTime() - start) / 1e9 / stepsDone;
        // A later stage learns from as many voxels as an earlier one at the most, and will hardly take longer.
        int epochsLater = epochs * (stage.count() - stage.number());
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
