package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class EventTest {

    @Test
    void numbersKeepTheirKindAndValuesTheirOrder() {
        Event event = Event.parse(
            "{\"event\":\"epoch\",\"z\":3,\"loss\":0.25,\"dice\":[1,NaN,-Infinity],\"note\":\"ü\",\"big\":1e300}")
            .orElseThrow();
        assertEquals(Event.Type.EPOCH, event.type());
        assertEquals(List.of("z", "loss", "dice", "note", "big"), List.copyOf(event.values().keySet()));
        assertEquals(List.of(3L, 0.25, List.of(1L, Double.NaN, Double.NEGATIVE_INFINITY), "ü", 1e300),
            List.copyOf(event.values().values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "text", "[1]", "{\"dice\":0.5}", "{\"event\":3}", "{\"event\":\"x\"} more"})
    void everythingElseIsOutput(String line) {
        assertTrue(Event.parse(line).isEmpty());
    }

    @Test
    void whatIsWrittenIsRead() {
        Event event = new Event(Event.Type.STEP, Map.of("loss", Double.NaN));
        assertEquals(event, Event.parse(event.toJson()).orElseThrow());
    }
}
