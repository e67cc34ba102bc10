package org.dawsonmri.train;

import org.dawsonmri.Settings;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.EventFile;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Keeps a TensorBoard event file of a training: the settings as a table, and the history's numbers by epoch. */
final class TensorBoard implements TrainingRun.Listener {

    /** What is the step itself, or says the same as it. */
    private static final Set<String> LEFT_OUT = Set.of("stage", "epoch", "step");

    private final EventFile events;

    /** @param firstEpoch the first one that will be told */
    TensorBoard(EventFile events, TrainingConfig config, int firstEpoch) {
        this.events = events;
        events.text(firstEpoch, "hyperparameters", table(config));
        events.flush();
    }

    @Override
    public void epochEnded(TrainingState state, boolean last) {
        Map<String, Double> row = new LinkedHashMap<>(state.history().get(state.epoch() - 1));
        row.keySet().removeAll(LEFT_OUT);
        events.scalars(state.epoch(), row);
        events.flush();
    }

    // -- Helper methods --

    /** All settings as a table in Markdown. */
    private static String table(TrainingConfig config) {
        StringBuilder table = new StringBuilder("| setting | value |\n|---|---|\n");
        addRows(table, "", Settings.toJson(config));
        return table.toString();
    }

    private static void addRows(StringBuilder table, String prefix, JsonObject settings) {
        for (Map.Entry<String, JsonElement> setting : settings.entrySet()) {
            String name = prefix + setting.getKey();
            if (setting.getValue() instanceof JsonObject group && !group.isEmpty()) {
                addRows(table, name + ".", group);
            } else {
                table.append("| ").append(name).append(" | ")
                    .append(setting.getValue().toString().replace("|", "\\|")).append(" |\n");
            }
        }
    }
}
