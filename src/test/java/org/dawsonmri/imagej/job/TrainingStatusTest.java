package org.dawsonmri.imagej.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.Event;
import org.dawsonmri.imagej.TrainingFraction;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

class TrainingStatusTest {

    private final TrainingStatus status = new TrainingStatus();

    @Test
    void aStepInWords() {
        Map<String, Object> step = new LinkedHashMap<>(Map.of("epoch", "3/10", "step", "20/40", "loss", 0.12345,
            "images_per_s", 41.26, "left", "4m12s"));
        status.event(new Event(Event.Type.STEP, step));
        assertEquals("Epoch: 3 / 10, Step: 20 / 40, Loss of this step: 0.1235, Speed: 41.3 images/s, "
            + "Time left: 4m12s", text());
        assertEquals(0.25, status.fraction(), 1e-9);
        assertEquals("training", status.doing());
        step.putAll(Map.of("cpu_pct", 183L, "rss_gb", 1.25));
        status.event(new Event(Event.Type.STEP, step));
        assertEquals("Load: 1.8 CPU cores, 1.25 GB memory", text().substring(text().indexOf("Load")));
        step.put("gpu_pct", 97L);
        status.event(new Event(Event.Type.STEP, step));
        assertEquals("Load: 1.8 CPU cores, 97 % GPU, 1.25 GB memory", text().substring(text().indexOf("Load")));
    }

    @Test
    void cascadesHaveStagesAndPatches() {
        status.event(new Event(Event.Type.STEP,
            Map.of("stage", "2/2", "epoch", "3/4", "step", "8/8", "loss", 0.5, "patches_per_s", 2590.4,
            "left", "9s")));
        assertEquals("Stage: 2 / 2, Epoch: 3 / 4, Step: 8 / 8, Loss of this step: 0.5000, Speed: 2590 patches/s, "
            + "Time left: 9s", text());
        assertEquals(0.875, status.fraction(), 1e-9);
    }

    @Test
    void preparationAndMessages() {
        status.event(new Event(Event.Type.PROGRESS, Map.of("done", 3L, "total", 12L, "what", "subjects prepared")));
        assertEquals("subjects prepared 3/12", status.doing());
        assertEquals(0.25, status.fraction());
        status.event(new Event(Event.Type.MESSAGE, Map.of("text", "precision: float32")));
        assertEquals("precision: float32", status.doing());
        status.event(new Event(Event.Type.EPOCH, Map.of("epoch", 1.0)));
        assertEquals("precision: float32", status.doing());
        assertEquals("", text());
    }

    @Test
    void whatIsNoFractionIsNothingDone() {
        assertEquals(0, TrainingFraction.of(Map.of("epoch", "x/y")));
        assertEquals(0, TrainingFraction.of(Map.of()));
        assertEquals(1, TrainingFraction.of(Map.of("epoch", "5/5", "step", "7/7")));
    }

    private String text() {
        return status.lines().stream().map(line -> line[0] + ": " + line[1]).collect(Collectors.joining(", "));
    }
}
