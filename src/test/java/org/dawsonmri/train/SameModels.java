package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;
import org.dawsonmri.network.Weight;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two trainings are the same: the history without its times, all weights, and the model that was kept, to the bit. */
public final class SameModels {

    /** What depends on the computer's mood. */
    private static final List<String> TIMES = List.of("seconds", "images_per_s", "patches_per_s", "waiting_share");

    private SameModels() {
    }

    /** @throws AssertionError if they differ */
    public static void require(Path expected, Path actual) {
        Checkpoint a = Checkpoint.load(new ModelFolder(expected));
        Checkpoint b = Checkpoint.load(new ModelFolder(actual));
        assertEquals(withoutTimes(a), withoutTimes(b));
        assertEquals(a.state().bestEpoch(), b.state().bestEpoch());
        requireSame(a.weights(), b.weights());
        assertEquals(new ModelFolder(expected).readDescription().scores(),
            new ModelFolder(actual).readDescription().scores());
        requireSame(ModelWeights.read(new ModelFolder(expected)), ModelWeights.read(new ModelFolder(actual)));
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
