package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.runtime.Processor;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code dawson bench} and {@code dawson protocols} as they are typed. */
@Tag("slow")
class BenchTest {

    private static final List<String> SMALL = List.of("bench", "--network-options",
        "{\"base_filters\": 2, \"depth\": 1}", "--size", "16x12", "--batch-size", "2", "--steps", "2", "--threads", "1",
        "--progress", "none");

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void tableHasARowForEachPhaseAndPrecision() {
        assertEquals(0, run(SMALL, "--precision", "both"), errors::toString);
        List<String> lines = output.toString().lines().toList();
        assertEquals(6, lines.size(), output::toString);
        assertTrue(lines.get(0).matches(
            "network +phase +precision +batch +size +ms/step +CPU ms/step +images/s +waiting +peak MB"), lines.get(0));
        assertTrue(lines.get(4).matches("unet +train +float32 +2 +16x12 +[\\d.]+ +[\\d.]+ +[\\d.]+ +n/a +\\d+"),
            lines.get(4));
        assertTrue(lines.get(5)
            .matches("kernels: (oneDNN|TensorFlow's own) on \\w+, bfloat16 (native|emulated|unknown)"),
            lines.get(5));
    }

    @Test
    void jsonHasTheNumbers() {
        assertEquals(0, run(SMALL, "--json", "--phase", "train", "--precision", "float32"), errors::toString);
        JsonObject object = JsonParser.parseString(output.toString()).getAsJsonObject();
        assertEquals("unet", object.get("network").getAsString());
        assertEquals(Processor.current().instructions(),
            object.getAsJsonObject("kernels").get("instructions").getAsString());
        JsonObject result = object.getAsJsonArray("results").get(0).getAsJsonObject();
        assertEquals(2000 / result.get("ms_per_step").getAsDouble(), result.get("images_per_s").getAsDouble(), 1e-6);
    }

    @Test
    void oneDnnIsComparedWithTensorFlowsOwnKernels() {
        assertEquals(0, run(SMALL, "--phase", "inference", "--compare-onednn", "--rounds", "1"), errors::toString);
        List<String> lines = output.toString().lines().toList();
        assertEquals(2, lines.size(), output::toString);
        assertTrue(lines.get(1).matches("unet inference float32( +\\S+ +\\S+ +\\S+ +\\S+ %){2}"), lines.get(1));
    }

    /** Where bfloat16 would be emulated, nobody has to wait for it. */
    @Test
    void onlyWhatTheProcessorHasIsMeasured() {
        assertEquals(0, run(SMALL, "--phase", "train", "--json"), errors::toString);
        assertEquals(Processor.current().lacksBfloat16() ? 1 : 2, JsonParser.parseString(output.toString())
            .getAsJsonObject().getAsJsonArray("results").size());
    }

    @Test
    void protocolsAreListedAndPrinted() {
        assertEquals(0, run(List.of("protocols")));
        assertTrue(output.toString().contains("thesis-double-unet\n  First paper"), output::toString);
        assertTrue(output.toString().lines().allMatch(line -> line.length() <= 100));
        output.getBuffer().setLength(0);
        assertEquals(0, run(List.of("protocols", "spinal-cord")));
        JsonObject settings = JsonParser.parseString(output.toString()).getAsJsonObject();
        assertEquals(11, settings.get("batch_size").getAsInt());
        assertEquals(1, run(List.of("protocols", "spine")));
        assertTrue(errors.toString().contains("unknown protocol 'spine'; known are thesis-unet"));
    }

    @Test
    void mistakesAreOneLine() {
        refused("--size is big, expected one number like 256, or width and height like 256x192", "--size", "big");
        refused("--size is 64, but cascade-fcn looks at patches of 11x11x11", "--network", "cascade-fcn", "--size",
            "64");
        refused("--steps is 0", "--steps", "0");
        refused("unknown network 'vnet'", "--network", "vnet");
        refused("neither a file nor a protocol", "--config", "vnet");
    }

    private void refused(String message, String... options) {
        errors.getBuffer().setLength(0);
        List<String> line = new ArrayList<>(List.of("bench", "--progress", "none"));
        line.addAll(List.of(options));
        assertEquals(1, run(line));
        assertTrue(errors.toString().contains(message) && errors.toString().strip().lines().count() == 1,
            errors::toString);
    }

    private int run(List<String> start, String... more) {
        List<String> line = new ArrayList<>(start);
        line.addAll(List.of(more));
        return Dawson.run(new PrintWriter(output), new PrintWriter(errors), line.toArray(String[]::new));
    }
}
