package org.dawsonmri.cli.option;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.Provenance;
import org.dawsonmri.network.NetworkSize;
import org.dawsonmri.network.Networks;
import org.dawsonmri.runtime.Threads;
import org.dawsonmri.train.History;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What profiles say of the work: the network, its settings, the versions, and how well it learnt. */
public final class ProfileAbout {

    private ProfileAbout() {
    }

    /** @param classes background not counted */
    public static Map<String, Object> of(TrainingConfig config, int channels, int classes) {
        NetworkSize size = NetworkSize.of(Networks.create(config), channels, classes);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("network", config.network());
        about.put("precision", config.precision().label());
        about.put("batch_size", config.batchSize());
        about.put("channels", channels);
        about.put("classes", classes);
        about.put("threads", Threads.of(config.threads()));
        about.put("trainable", size.trainable());
        about.put("non_trainable", size.nonTrainable());
        about.putAll(Provenance.now());
        return about;
    }

    /** Of a training that may still go on, and may have failed before it described itself. */
    public static Map<String, Object> ofModel(ModelFolder model) {
        try {
            ModelDescription description = model.readDescription();
            Map<String, Object> about = of(description.config(), description.channels().size(),
                description.classes().size());
            about.computeIfPresent(Precision.PROVENANCE,
                (key, asked) -> description.provenance().getOrDefault(key, asked.toString()));
            about.put("model", FileName.of(model.path()));
            about.putAll(bestDice(model));
            return about;
        } catch (DawsonException notYet) {
            return new LinkedHashMap<>(Provenance.now());
        }
    }

    /** The largest of both columns of the history. */
    private static Map<String, Double> bestDice(ModelFolder model) {
        Map<String, Double> best = new LinkedHashMap<>();
        List<Map<String, Double>> rows = History.read(model.history());
        for (String column : List.of("dice", "val_dice")) {
            rows.stream().mapToDouble(row -> row.getOrDefault(column, Double.NaN)).filter(Double::isFinite).max()
                .ifPresent(value -> best.put("best_" + column, value));
        }
        return best;
    }
}
