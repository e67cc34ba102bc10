package org.dawsonmri.imagej;

import java.util.Map;

/** How much of a training is done. */
public final class TrainingFraction {

    private TrainingFraction() {
    }

    /**
     * From 0 to 1, by steps.
     *
     * @param step the values of a trainer's {@code step} event, with {@code epoch} and {@code step} as {@code 3/50},
     *        and of cascades {@code stage}
     */
    public static double of(Map<String, ?> step) {
        double[] epochs = parts(step.get("epoch"));
        double[] steps = parts(step.get("step"));
        double[] stages = parts(step.containsKey("stage") ? step.get("stage") : "1/1");
        double inStage = ratio(epochs[0] - 1 + ratio(steps[0], steps[1]), epochs[1]);
        return ratio(stages[0] - 1 + inStage, stages[1]);
    }

    static double ratio(double part, double whole) {
        return whole > 0 ? Math.max(0, Math.min(1, part / whole)) : 0;
    }

    private static double[] parts(Object text) {
        String[] parts = String.valueOf(text).split("/");
        try {
            return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[parts.length - 1])};
        } catch (NumberFormatException notTwoNumbers) {
            return new double[] {0, 0};
        }
    }
}
