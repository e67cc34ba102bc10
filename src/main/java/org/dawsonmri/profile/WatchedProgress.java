package org.dawsonmri.profile;

import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.profile.Recording.Sample;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notes the phases and speeds that work reports, and adds CPU, memory and GPU use to what people see of steps. The
 * events {@code step} and {@code progress} get {@code cpu_pct} (of one core), {@code rss_gb}, with a GPU
 * {@code gpu_pct}; the latter in inference {@code images_per_s} and {@code left} as well.
 */
final class WatchedProgress implements Progress {

    private final Recording recording;
    private final Progress progress;

    WatchedProgress(Recording recording, Progress progress) {
        this.recording = recording;
        this.progress = progress;
    }

    @Override
    public void event(String type, Map<String, ?> values) {
        switch (type) {
            case "phase" -> {
                recording.enter(Phase.of(String.valueOf(values.get("phase"))), (int) number(values, "epoch"));
                progress.event(type, values);
            }
            case "step" -> {
                recording.speed(number(values, "images_per_s"));
                progress.event(type, withLoad(values));
            }
            case "epoch" -> {
                recording.epoch((int) number(values, "epoch"), number(values, "images_per_s"),
                    number(values, "waiting_share"));
                progress.event(type, values);
            }
            case "progress" -> progress.event(type, withLoad(withSpeed(values)));
            default -> progress.event(type, values);
        }
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }

    @Override
    public boolean isAbandoned() {
        return progress.isAbandoned();
    }

    @Override
    public boolean isStopRequested() {
        return progress.isStopRequested();
    }

    // -- Helper methods --

    private static double number(Map<String, ?> values, String key) {
        return values.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Slices, or pieces of a volume, are counted from the beginning of their phase; subjects are not. */
    private Map<String, Object> withSpeed(Map<String, ?> values) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        String what = String.valueOf(values.get("what"));
        if (what.endsWith(" segmented") && !what.startsWith("subjects")) {
            double done = number(values, "done");
            double speed = done / recording.phaseSeconds();
            recording.speed(speed);
            more.put("images_per_s", rounded(speed, 100));
            more.put("left", Math.round((number(values, "total") - done) / speed) + "s");
        }
        return more;
    }

    private Map<String, Object> withLoad(Map<String, ?> values) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        Sample sample = recording.latest();
        if (sample != null) {
            put(more, "cpu_pct", sample.get(Metric.CPU_PCT_OF_ONE_CORE), 1);
            put(more, "rss_gb", sample.get(Metric.RSS_GB), 100);
            put(more, "gpu_pct", sample.get(Metric.GPU_UTIL_PCT), 1);
        }
        return more;
    }

    private static void put(Map<String, Object> values, String key, double value, int places) {
        if (!Double.isNaN(value)) {
            values.put(key, rounded(value, places));
        }
    }

    private static double rounded(double value, int places) {
        return Math.round(value * places) / (double) places;
    }
}
