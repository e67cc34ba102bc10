package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.network.Networks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class ListNetworksTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void jsonHasEveryNetworkWithItsNumbers() {
        assertEquals(0, run("networks", "--input-channels", "3", "--classes", "2", "--json", "--progress", "none"));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(3, json.get("channels").getAsInt());
        assertEquals(2, json.get("classes").getAsInt());
        assertEquals(Networks.names(), json.getAsJsonArray("networks").asList().stream()
            .map(n -> n.getAsJsonObject().get("name").getAsString()).toList());
        JsonObject small = find(json, "smallunet");
        assertEquals(1211907 + 2 * 288, small.get("trainable").getAsLong());
        assertEquals(2304, small.get("non_trainable").getAsLong());
        assertEquals(3, small.get("outputs").getAsInt());
        assertEquals(8, small.get("size_multiple").getAsInt());
        assertEquals(2, small.get("dimensions").getAsInt());
        JsonObject cascade = find(json, "cascade-valverde");
        assertEquals(189922 + 257, cascade.get("trainable").getAsLong());
        assertEquals(192, cascade.get("non_trainable").getAsLong());
        assertEquals(3, cascade.get("dimensions").getAsInt());
        assertEquals(11, cascade.get("patch").getAsInt());
    }

    @Test
    void theTableIsReadable() {
        assertEquals(0, run("networks", "--progress", "none"));
        assertTrue(out.toString().lines().anyMatch(
            l -> l.matches("double-unet +29,288,546 +7,296 +1 +slices +padded to a multiple of 16")), out.toString());
        assertTrue(out.toString().lines().anyMatch(l -> l.matches("nopool-aspp-32 +126,177 +1,408 +1 +slices +any")),
            out.toString());
        assertTrue(out.toString().lines().anyMatch(
            l -> l.matches("cascade-fcn +188,194 +192 +2 +volumes +patches of 11 × 11 × 11")), out.toString());
    }

    @Test
    void numbersThatMakeNoNetworkAreRefused() {
        assertEquals(1, run("networks", "--input-channels", "0"));
        assertTrue(err.toString().contains("--input-channels is 0, expected 1 to 4096"), err.toString());
        assertEquals(1, run("networks", "--classes", "-2"));
        assertTrue(err.toString().contains("--classes is -2, expected 1 to 4096"), err.toString());
    }

    private static JsonObject find(JsonObject json, String name) {
        for (JsonElement n : json.getAsJsonArray("networks")) {
            if (n.getAsJsonObject().get("name").getAsString().equals(name)) {
                return n.getAsJsonObject();
            }
        }
        throw new AssertionError(name + " is missing");
    }

    private int run(String... args) {
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
