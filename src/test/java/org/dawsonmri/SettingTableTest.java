package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class SettingTableTest {

    enum Way {
        STRAIGHT, ROUND_ABOUT
    }

    record Inner(@Setting(title = "Depth", help = "How deep.", range = "(0,1]") double depth) {
    }

    record Outer(@Setting(title = "Count", help = "How many.", range = "[0,)", zero = "all") int count, int unsaid,
        @Setting(title = "Way", help = "Where.") Way way,
        @Setting(title = "Steps", help = "Each.", range = "[1,)", unset = "none") List<Integer> steps, Inner inner) {

        Outer {
            SettingTable.check("outer.", Outer.class, count, unsaid, way, steps, inner);
        }
    }

    private static final Outer DEFAULTS = new Outer(0, 7, Way.ROUND_ABOUT, List.of(), new Inner(0.5));

    @Test
    void aRecordIsATable() {
        List<SettingRow> rows = SettingTable.of(DEFAULTS);
        assertEquals(List.of("count", "way", "steps", "inner.depth"), rows.stream().map(SettingRow::path).toList());
        assertEquals(List.of("0, all", "round-about", "none", "0.5"), rows.stream().map(row -> row.text(row.standard()))
            .toList());
        assertEquals(List.of("straight", "round-about"), rows.get(1).choices());
        assertEquals("--depth", rows.get(3).option());
        JsonObject settings = new JsonObject();
        rows.get(3).put(settings, JsonParser.parseString("0.25"));
        assertEquals("{\"inner\":{\"depth\":0.25}}", settings.toString());
        assertEquals("0.25", rows.get(3).get(settings).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"count": -1}        | test: outer.count is -1, expected 0 (all) or more
        {"way": "NOWHERE"}   | test: outer.way is unknown, expected straight or round-about
        {"way": null}        | test: outer.way is unknown, expected straight or round-about
        {"steps": [2, 0]}    | test: outer.steps is [2, 0], expected 1 or more
        """)
    void valuesOutsideAreRefused(String changes, String message) {
        assertEquals(message, assertThrows(DawsonException.class, () -> read(changes)).getMessage());
    }

    @Test
    void wordsAreReadAsUsersAndAsJavaWritesThem() {
        assertEquals(Way.STRAIGHT, read("{\"way\": \"straight\"}").way());
        assertEquals(Way.ROUND_ABOUT, read("{\"way\": \"ROUND_ABOUT\"}").way());
        assertEquals(Way.ROUND_ABOUT, read("{\"way\": \"round-about\"}").way());
        assertEquals("\"ROUND_ABOUT\"", Settings.toJson(DEFAULTS).get("way").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        [0,1)  | 0   | 1    | 0 up to, not including, 1
        [1,)   | 1   | 0.5  | 1 or more
        (0,)   | 0.1 | 0    | a number above 0
        (0,1)  | 0.5 | 1    | a number between 0 and 1
        [0,50] | 50  | 50.1 | 0 to 50
        ''     | -3  | NaN  | a number
        """)
    void intervals(String text, double in, double outside, String words) {
        Interval interval = Interval.parse(text);
        assertEquals(List.of(true, false, false), List.of(interval.has(in), interval.has(outside),
            interval.has(Double.NaN)));
        assertEquals(words, interval.text(""));
    }

    private static Outer read(String changes) {
        return Settings.read(DEFAULTS, JsonParser.parseString(changes).getAsJsonObject(), "test");
    }
}
