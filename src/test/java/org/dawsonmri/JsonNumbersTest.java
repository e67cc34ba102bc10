package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers that JSON does not know. */
class JsonNumbersTest {

    private static final Gson GSON = JsonNumbers.builder().create();

    /** What a training keeps. */
    private record State(double best, Map<String, Double> scores, double[] values) {
    }

    @Test
    void noBareWordIsWritten() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("nan", Double.NaN);
        map.put("more", Double.POSITIVE_INFINITY);
        map.put("less", List.of(Double.NEGATIVE_INFINITY, -0.5, 3));
        map.put("array", new double[] {1, Double.NaN});
        assertEquals("{\"nan\":null,\"more\":\"Infinity\",\"less\":[\"-Infinity\",-0.5,3],\"array\":[1.0,null]}",
            GSON.toJson(map));
    }

    @Test
    void whatIsWrittenAndWhatOlderVersionsWroteIsReadBack() {
        State state = new State(Double.NEGATIVE_INFINITY, Map.of("dice", Double.NaN), new double[] {Double.NaN, 2});
        for (String text : List.of(Settings.toText(state),
            "{\"best\": -Infinity, \"scores\": {\"dice\": NaN}, \"values\": [NaN, 2.0]}")) {
            State read = Settings.parse(text, State.class, "state.json");
            assertEquals(state.best, read.best);
            assertEquals(state.scores, read.scores);
            assertEquals(Arrays.toString(state.values), Arrays.toString(read.values));
        }
    }
}
