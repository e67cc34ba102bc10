package org.dawsonmri.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class EventLineTest {

    @Test
    void numbersKeepTheirKindAndValuesTheirOrder() {
        EventLine line = EventLine.parse(
            "{\"event\":\"epoch\",\"z\":3,\"loss\":0.25,\"dice\":[1,NaN,-Infinity],\"note\":\"ü\",\"big\":1e300}")
            .orElseThrow();
        assertEquals("epoch", line.type());
        assertEquals(List.of("z", "loss", "dice", "note", "big"), List.copyOf(line.values().keySet()));
        assertEquals(List.of(3L, 0.25, List.of(1L, Double.NaN, Double.NEGATIVE_INFINITY), "ü", 1e300),
            List.copyOf(line.values().values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "text", "[1]", "{\"dice\":0.5}", "{\"event\":3}", "{\"event\":\"x\"} more"})
    void everythingElseIsOutput(String line) {
        assertTrue(EventLine.parse(line).isEmpty());
    }
}
