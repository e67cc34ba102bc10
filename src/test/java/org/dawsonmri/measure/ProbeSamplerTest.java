package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.measure.Probes.Probe;
import org.dawsonmri.measure.Profile.Sample;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class ProbeSamplerTest {

    /** Counts what is done to it and fails from some reading on. */
    private static final class CountingProbe implements Probe {
        private final int failsAt;
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();

        CountingProbe(int failsAt) {
            this.failsAt = failsAt;
        }

        @Override
        public void read(double[] values) {
            if (reads.incrementAndGet() >= failsAt) {
                throw new IllegalStateException("unplugged");
            }
            values[Metric.GPU_POWER_W.ordinal()] = 50;
        }

        @Override
        public void describe(Map<String, String> environment) {
            environment.put("gpu", "counting");
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }

    @Test
    void samplesUntilItIsClosedAndOnceMore() throws InterruptedException {
        CountingProbe probe = new CountingProbe(Integer.MAX_VALUE);
        ProbeSampler sampler = new ProbeSampler(Duration.ofMillis(20), () -> List.of(probe));
        Thread.sleep(300);
        sampler.close();
        List<Sample> samples = sampler.samples();
        assertTrue(samples.size() >= 3, () -> samples.size() + " samples");
        assertEquals(samples.size(), probe.reads.get());
        assertEquals(1, probe.closes.get());
        assertEquals(0, samples.get(0).interval());
        for (int i = 1; i < samples.size(); i++) {
            assertEquals(samples.get(i).seconds() - samples.get(i - 1).seconds(), samples.get(i).interval(), 1e-9);
        }
        assertEquals(Map.of("gpu", "counting"), sampler.environment());
    }

    @Test
    void aProbeThatFailsIsLeftOut() throws InterruptedException {
        CountingProbe failing = new CountingProbe(2);
        CountingProbe sound = new CountingProbe(Integer.MAX_VALUE);
        ProbeSampler sampler = new ProbeSampler(Duration.ofMillis(20), () -> List.of(failing, sound));
        Thread.sleep(300);
        sampler.close();
        assertEquals(2, failing.reads.get());
        assertEquals(1, failing.closes.get());
        assertTrue(sound.reads.get() > 2);
        assertTrue(sampler.environment().get("not_sampled_CountingProbe").contains("unplugged"));
    }

    @Test
    void aComputerWithoutProbesIsNoFailure() {
        ProbeSampler sampler = new ProbeSampler(Duration.ofMillis(20), () -> {
            throw new UnsatisfiedLinkError("no jnidispatch");
        });
        sampler.close();
        assertEquals(List.of(), sampler.samples());
        assertFalse(sampler.environment().get("not_sampled").isBlank());
    }
}
