package org.dawsonmri.imagej;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.measure.ResultsTable;

import java.util.ArrayList;
import java.util.List;

/** What {@code dawson networks --json} printed, as the table "Dawson Networks". */
public final class NetworkTables {

    private NetworkTables() {
    }

    /**
     * Shows one row for each network; without windows the table is ImageJ's "Results".
     *
     * @param lines the worker's output, one JSON object
     */
    public static ResultsTable show(List<String> lines) {
        JsonObject printed = JsonParser.parseString(String.join("\n", lines)).getAsJsonObject();
        List<List<Object>> rows = new ArrayList<>();
        for (JsonElement element : printed.getAsJsonArray("networks")) {
            JsonObject network = element.getAsJsonObject();
            rows.add(List.of(network.get("name").getAsString(), network.get("trainable").getAsLong(),
                network.get("non_trainable").getAsLong(), network.get("outputs").getAsInt(),
                network.get("dimensions").getAsInt(), network.get("patch").getAsInt(),
                network.get("size_multiple").getAsInt()));
        }
        return ResultTables.show("Dawson Networks",
            List.of("network", "trainable", "non_trainable", "outputs", "dimensions", "patch",
                "size_multiple"), rows);
    }
}
