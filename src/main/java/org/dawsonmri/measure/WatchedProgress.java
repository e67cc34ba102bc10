package org.dawsonmri.measure;

import org.dawsonmri.Event;
import org.dawsonmri.ForwardingProgress;
import org.dawsonmri.Progress;
import org.dawsonmri.measure.Profile.Sample;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notes the phases and speeds that work reports, and adds CPU, memory and GPU use to what people see of steps and of
 * progress: {@code cpu_pct} (of one core), {@code rss_gb}, and with a GPU {@code gpu_pct}.
 */
final class WatchedProgress extends ForwardingProgress {

    private final Recording recording;

    WatchedProgress(Recording recording, Progress progress) {
        super(progress);
        this.recording = recording;
    }

    @Override
    public void event(Event event) {
        double speed = event.speed();
        switch (event.type()) {
            case PHASE -> recording.enter(event.phase(), (int) event.number(Event.EPOCH));
            case EPOCH -> recording.epoch((int) event.number(Event.EPOCH), speed, event.number(Event.WAITING_SHARE));
            case STEP, PROGRESS -> {
                if (!Double.isNaN(speed)) {
                    recording.speed(speed);
                }
            }
            default -> { }
        }
        boolean ofWork = event.type() == Event.Type.STEP || event.type() == Event.Type.PROGRESS;
        super.event(ofWork ? event.with(load()) : event);
    }

    // -- Helper methods --

    private Map<String, Object> load() {
        Map<String, Object> load = new LinkedHashMap<>();
        Sample sample = recording.latest();
        if (sample != null) {
            put(load, "cpu_pct", sample.get(Metric.CPU_PCT_OF_ONE_CORE), 1);
            put(load, "rss_gb", sample.get(Metric.RSS_GB), 100);
            put(load, "gpu_pct", sample.get(Metric.GPU_UTIL_PCT), 1);
        }
        return load;
    }

    private static void put(Map<String, Object> values, String key, double value, int places) {
        if (!Double.isNaN(value)) {
            values.put(key, Math.round(value * places) / (double) places);
        }
    }
}
