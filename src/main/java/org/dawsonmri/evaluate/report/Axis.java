package org.dawsonmri.evaluate.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An axis from one round number to another that holds all values.
 *
 * @param min its lower end
 * @param max its upper end
 * @param step between ticks: 1, 2 or 5 times a power of ten
 */
record Axis(double min, double max, double step) {

    private static final int TICKS = 6;

    /** Holds all finite values with ends at ticks. */
    static Axis around(double... values) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
        if (high - low < 1e-12 * Math.max(1, Math.abs(high))) {
            double room = high == 0 ? 1 : Math.abs(high) / 2;
            low -= room;
            high += room;
        }
        double rough = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
        return new Axis(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, step);
    }

    /** From 0 at {@code min} to 1 at {@code max}. */
    double position(double value) {
        return (value - min) / (max - min);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; min + i * step <= max + step / 2; i++) {
            ticks.add(min + i * step);
        }
        return ticks;
    }

    /** A tick as text, with as many decimals as the step needs. */
    String text(double tick) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", tick);
        return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
    }
}
