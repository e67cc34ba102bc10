package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Event;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.Statistics;
import org.dawsonmri.measure.Profile.PhaseSpan;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Work that tells its phases, recorded with this computer's own devices and a stand-in for its GPU. */
class RecordingTest {

    @TempDir
    private Path dir;
    private final List<Map<String, ?>> shown = new ArrayList<>();

    @AfterEach
    void forgetStandIn() {
        System.clearProperty(NvidiaProbe.PROGRAM_PROPERTY);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fromTheDeviceToTheFile() throws IOException, InterruptedException {
        System.setProperty(NvidiaProbe.PROGRAM_PROPERTY, StandIn.steady(dir));
        Profile profile;
        try (Recording recording = Recording.start(Duration.ofMillis(50))) {
            Progress progress = recording.watch(event -> shown.add(event.values()));
            progress.phase(Phase.TRAIN, 1);
            awaitGpu(recording);
            progress.step(Map.of("epoch", "1/1", "images_per_s", 12.5));
            progress.phase(Phase.EVALUATION, 1);
            progress.epoch(Map.of("epoch", 1, "images_per_s", 12.0, "waiting_share", 0.25));
            Thread.sleep(200);
            recording.close();
            ProfileFiles.in(dir).write(recording.profile(Map.of()));
            profile = ProfileFiles.read(dir);
        }
        Map<String, ?> step = shown.get(1);
        assertEquals(98.0, step.get("gpu_pct"));
        assertTrue((double) step.get("rss_gb") > 0.01 && (double) step.get("cpu_pct") >= 0, step.toString());
        PhaseSpan train = profile.all(Phase.TRAIN).get(0);
        assertEquals(12, train.imagesPerSecond());
        assertEquals(0.25, train.waitingShare());
        assertEquals(66.99, Statistics.of(profile.values(Metric.GPU_POWER_W, List.of(train))).median());
        assertEquals(66.99 * train.seconds(), profile.joules(Metric.GPU_POWER_W, List.of(train)), 1e-6);
        assertEquals("Tesla T4", profile.environment().get("gpu"));
        assertEquals(0, Statistics.of(profile.values(Metric.GPU_CLOCK_MHZ, profile.spans())).n());
    }

    @Test
    void phasesFollowEachOtherWithoutGaps() {
        try (Recording recording = Recording.start(Duration.ofSeconds(10))) {
            Progress progress = recording.watch(Progress.NONE);
            progress.phase(Phase.GRAPH, 0);
            progress.phase(Phase.FIRST_STEP, 1);
            progress.event(new Event(Event.Type.PHASE, Map.of("phase", "dancing", "epoch", 0)));
            List<PhaseSpan> spans = recording.profile(Map.of()).spans();
            assertEquals(List.of(Phase.OTHER, Phase.GRAPH, Phase.FIRST_STEP, Phase.OTHER),
                spans.stream().map(PhaseSpan::phase).toList());
            for (int i = 1; i < spans.size(); i++) {
                assertEquals(spans.get(i - 1).end(), spans.get(i).start(), 0.01);
            }
        }
    }

    @Test
    void twoNetworksHaveTheirOwnFirstEpochs() throws InterruptedException {
        try (Recording recording = Recording.start(Duration.ofSeconds(10))) {
            Progress progress = recording.watch(Progress.NONE);
            for (int stage = 1; stage <= 2; stage++) {
                progress.phase(Phase.TRAIN, 1);
                Thread.sleep(5);
                progress.phase(Phase.CHECKPOINT, 1);
                progress.epoch(Map.of("stage", stage, "epoch", 1, "patches_per_s", 100.0 * stage,
                    "waiting_share", 0.1 * stage));
            }
            List<PhaseSpan> train = recording.profile(Map.of()).all(Phase.TRAIN);
            assertEquals(List.of(100.0, 200.0), train.stream().map(PhaseSpan::imagesPerSecond).toList());
            assertEquals(List.of(0.1, 0.2), train.stream().map(PhaseSpan::waitingShare).toList());
        }
    }

    @Test
    void slicesHaveSpeedAndTimeLeft() {
        try (Recording recording = Recording.start(Duration.ofSeconds(10))) {
            Progress progress = recording.watch(event -> shown.add(event.values()));
            progress.phase(Phase.INFERENCE, 0);
            progress.event(Event.images(10, 20, "slices segmented", System.nanoTime() - 100_000_000));
            double speed = (double) shown.get(1).get("images_per_s");
            assertTrue(speed > 0 && speed <= 100, speed + " images/s");
            assertTrue(((String) shown.get(1).get("left")).matches("\\d+s"));
            assertEquals(speed, recording.profile(Map.of()).all(Phase.INFERENCE).get(0).imagesPerSecond(), 0.01);
        }
    }

    private static void awaitGpu(Recording recording) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (recording.latest() == null || Double.isNaN(recording.latest().get(Metric.GPU_UTIL_PCT))
            || Double.isNaN(recording.latest().get(Metric.CPU_PCT_OF_ONE_CORE))
            || !recording.profile(Map.of()).environment().containsKey("gpu")) {
            assertTrue(System.nanoTime() < end, "no reading");
            Thread.sleep(10);
        }
    }
}
