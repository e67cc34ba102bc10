package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.dawsonmri.AtomicFolder;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two trainings are the same: the history without its times, all weights, and the model that was kept, to the bit. */
public final class SameModels {

    /** What depends on the computer's mood. */
    private static final List<String> TIMES = List.of("seconds", "images_per_s", "patches_per_s", "waiting_share");

    private SameModels() {
    }

    /** Compares two models, of cascades both networks. @throws AssertionError if they differ */
    public static void require(Path expected, Path actual) {
        assertEquals(new ModelFolder(expected).readDescription().scores(),
            new ModelFolder(actual).readDescription().scores());
        List<ModelFolder> networks = networks(expected);
        for (int i = 0; i < networks.size(); i++) {
            requireSame(networks.get(i), networks(actual).get(i));
        }
    }

    /**
     * Of a model that may have been killed: its checkpoint, history, scores and weights are of the same epoch.
     *
     * @throws AssertionError if they are not
     */
    public static void requireConsistent(Path model) {
        for (ModelFolder network : networks(model)) {
            if (!Checkpoint.exists(network)) {
                assertFalse(network.hasWeights(), network + " has weights of an epoch that it does not know of");
                continue;
            }
            TrainingState state = Checkpoint.load(network).state();
            assertEquals(state.epoch(), state.history().size());
            ModelWeights.read(network);
            if (network.path().equals(model)) {
                assertEquals(state.bestEpoch(), network.readDescription().scores().get("epoch"));
                assertEquals(state.epoch(), rows(network));
            }
        }
    }

    private static int rows(ModelFolder model) {
        try {
            return Files.readAllLines(AtomicFolder.current(model.path(), "history.csv")).size() - 1;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The model, or those of a cascade's stages that are there. */
    private static List<ModelFolder> networks(Path model) {
        ModelFolder folder = new ModelFolder(model);
        return Files.isDirectory(folder.stage(1).path())
            ? Stream.of(folder.stage(1), folder.stage(2)).filter(stage -> Files.isDirectory(stage.path())).toList()
            : List.of(folder);
    }

    private static void requireSame(ModelFolder expected, ModelFolder actual) {
        Checkpoint a = Checkpoint.load(expected);
        Checkpoint b = Checkpoint.load(actual);
        assertEquals(withoutTimes(a), withoutTimes(b));
        assertEquals(a.state().bestEpoch(), b.state().bestEpoch());
        requireSame(a.weights(), b.weights());
        requireSame(ModelWeights.read(expected), ModelWeights.read(actual));
    }

    private static void requireSame(List<Weight> expected, List<Weight> actual) {
        assertEquals(expected.stream().map(Weight::name).toList(), actual.stream().map(Weight::name).toList());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).values(), actual.get(i).values(), expected.get(i).name());
        }
    }

    private static List<Map<String, Double>> withoutTimes(Checkpoint checkpoint) {
        checkpoint.state().history().forEach(row -> row.keySet().removeAll(TIMES));
        return checkpoint.state().history();
    }
}
