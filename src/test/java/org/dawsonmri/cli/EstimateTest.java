package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code dawson estimate} as it is typed. */
@Tag("slow")
class EstimateTest {

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void jsonHasTheNumbers() {
        assertEquals(0, run("--network", "unet-keras", "--size", "20,33", "--batch-size", "2", "--no-measurement",
            "--json"), errors::toString);
        JsonObject object = JsonParser.parseString(output.toString()).getAsJsonObject();
        assertEquals(31_031_685, object.get("trainable").getAsLong());
        assertEquals("[32,48]", object.get("size").toString());
        // Weights and Adam's two numbers for each.
        assertEquals(3L * 4 * 31_031_685, object.get("checkpoint_bytes").getAsLong());
        // All in TensorFlow and in Java, and the weights twice more while the model is written.
        assertEquals((2 * 3 + 2) * 4L * 31_031_685,
            object.getAsJsonObject("training_bytes").get("variables").getAsLong());
        // A backward pass takes twice the forward one, but for the first layer, whose input needs no gradient. Where
        // gradients of kernels are products, the zeros around these small maps are multiplied, too.
        double steps = object.get("step_multiply_adds").getAsDouble()
            / (2 * object.get("forward_multiply_adds").getAsDouble());
        assertTrue(steps > 2.9 && steps < 3.5, "a step takes " + steps + " forward passes");
        assertFalse(object.has("seconds_per_epoch"));
    }

    @Test
    void tableHasTheTimeOfAnEpoch() {
        assertEquals(0, run("--network-options", "{\"base_filters\": 2, \"depth\": 1}", "--size", "16",
            "--precision", "float32", "--slices-per-epoch", "30", "--threads", "1"), errors::toString);
        assertTrue(output.toString().matches("(?s).*time of an epoch of 30 slices +[\\d.]+ min\\s*"),
            output::toString);
    }

    @Test
    void volumesAndPatchesHaveThreeSides() {
        assertEquals(0, run("--network", "unet3d", "--network-options", "{\"base_filters\": 2, \"depth\": 1}",
            "--size", "16x12x7", "--batch-size", "1", "--threads", "1"), errors::toString);
        assertTrue(output.toString().contains("batch 1 of 16x12x8"), output::toString);
        assertTrue(output.toString().matches("(?s).*time of an epoch of 1000 patches +[\\d.]+ min\\s*"),
            output::toString);
        output.getBuffer().setLength(0);
        assertEquals(0, run("--network", "cascade-fcn", "--no-measurement"), errors::toString);
        assertTrue(output.toString().contains("batch 8 of 11x11x11"), output::toString);
    }

    @Test
    void mistakesAreOneLine() {
        assertEquals(1, run("--size", "16x16x16"));
        assertTrue(errors.toString().contains("--size is 16x16x16, but the network looks at slices; give one number"),
            errors::toString);
    }

    private int run(String... options) {
        List<String> line = new ArrayList<>(List.of("estimate", "--progress", "none"));
        line.addAll(List.of(options));
        return Dawson.run(new PrintWriter(output), new PrintWriter(errors), line.toArray(String[]::new));
    }
}
