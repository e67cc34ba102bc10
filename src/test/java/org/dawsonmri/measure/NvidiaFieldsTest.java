package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class NvidiaFieldsTest {

    private static final NvidiaFields SEED = NvidiaFields.ofHeader(
        "power.draw [W], utilization.gpu [%], utilization.memory [%], temperature.gpu, pstate");

    @Test
    void linesOfTheThesis() {
        assertEquals(Map.of(Metric.GPU_POWER_W, 66.99, Metric.GPU_UTIL_PCT, 98.0,
            Metric.GPU_MEM_CONTROLLER_UTIL_PCT, 58.0, Metric.GPU_TEMPERATURE_C, 69.0, Metric.GPU_PSTATE, 0.0),
            SEED.parse("66.99,98,58,69, P0"));
        assertEquals(85.38, SEED.parse("68.08,89,85.38,69, P0").get(Metric.GPU_MEM_CONTROLLER_UTIL_PCT));
    }

    @Test
    void whatACardCannotTellIsLeftOut() {
        assertEquals(Map.of(Metric.GPU_UTIL_PCT, 0.0, Metric.GPU_PSTATE, 8.0),
            SEED.parse("[N/A], 0, [Not Supported], [Unknown Error], P8"));
        assertEquals(Map.of(), SEED.parse("[N/A],N/A,,[GPU is lost],?"));
        assertEquals(Map.of(), SEED.parse("[N/A],NaN,-1,1e999,P"));
    }

    @Test
    void unitsMayStand() {
        NvidiaFields fields = new NvidiaFields(List.of("memory.used", "power.draw", "clocks.sm", "name"));
        assertEquals(Map.of(Metric.GPU_MEM_USED_MIB, 1024.0, Metric.GPU_POWER_W, 30.5, Metric.GPU_CLOCK_MHZ, 1590.0),
            fields.parse("1024 MiB, 30.50 W, 1590 MHz, Tesla T4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3,4", "66.99,98,58,69,P0,7", "No devices were found",
        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."})
    void otherLinesSayNothing(String line) {
        assertEquals(Map.of(), SEED.parse(line));
    }

    @Test
    void everythingThatIsAskedForIsUnderstood() {
        assertEquals(NvidiaFields.QUERY.size(),
            new NvidiaFields(NvidiaFields.QUERY).parse("98,58,1024,15360,66.99,69,1590,P0").size());
    }
}
