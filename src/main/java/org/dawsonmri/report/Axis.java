package org.dawsonmri.report;

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
public record Axis(double min, double max, double step) {

    private static final int TICKS = 6;

    /** Holds all finite values with ends at ticks. */
    public static Axis around(double... values) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
        if (high - low < 1e-12 * Math.max(1, Math.abs(high))) {
            double room = high == 0 ? 1 : Math.abs(high) / 2;
            low -= room;
            high += room;
        }
        double step = step(high - low, TICKS);
        return new Axis(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, step);
    }

    /** From 0 on, so that there is room above all values. */
    static Axis upTo(double largest) {
        double step = step(largest, TICKS - 1);
        return new Axis(0, step * Math.max(1, Math.ceil(largest / step * 1.0001)), step);
    }

    /** 1, 2 or 5 times a power of ten, so that no more fit than these. */
    private static double step(double range, int ticks) {
        double rough = range / ticks;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
    }

    /** From 0 at {@code min} to 1 at {@code max}. */
    public double position(double value) {
        return (value - min) / (max - min);
    }

    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; min + i * step <= max + step / 2; i++) {
            ticks.add(min + i * step);
        }
        return ticks;
    }

    /** A tick as text, with as many decimals as the step needs. */
    public String text(double tick) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", tick);
        return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
    }
}
