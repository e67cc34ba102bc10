package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.learn.Adam;
import org.dawsonmri.learn.DiceLoss;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.SliceSampler;
import org.dawsonmri.train.data.TrainingData;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Two filters that pass nothing on, and how they start anew. */
@Tag("slow")
class NarrowHeadTest {

    /** With this seed both filters of a U-Net of 4 base filters are 0 for all of {@link BlobDataset}. */
    private static final int DEAD = 1356;

    @TempDir
    private Path folder;

    @Test
    void constantMeansConstantWhereItMatters() {
        int[] labels = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, -1};
        assertTrue(NarrowHead.isConstant(filled(13, .3f), labels));
        assertTrue(NarrowHead.isConstant(with(filled(13, .3f), 12, .9f), labels), "unlabelled pixels do not count");
        assertTrue(NarrowHead.isConstant(with(filled(13, .3f), 0, .9f), labels), "a rim that is alive");
        assertFalse(NarrowHead.isConstant(with(filled(13, .3f), 10, .9f), labels), "something is found");
        float[] inverted = {0, .1f, .2f, .4f, .5f, .6f, .7f, .8f, .9f, 1, .3f, .3f, .3f};
        assertFalse(NarrowHead.isConstant(inverted, labels), "the filters are on outside of the label");
        int[] two = {0, 1};
        assertTrue(NarrowHead.isConstant(new float[] {.1f, .9f, .1f, .9f}, two));
        assertFalse(NarrowHead.isConstant(new float[] {.1f, .9f, .1f, .8f}, two));
    }

    @Test
    void deadLayersStartAnewAndNothingElseChanges() {
        List<String> said = new ArrayList<>();
        TrainingConfig config = config("");
        List<Weight> before = new ArrayList<>();
        List<Weight> once = revived(config, said, before);
        assertEquals(1, said.size());
        assertTrue(said.get(0).startsWith("epoch 1: the narrow last layers (head) were dead"), said.get(0));
        for (int i = 0; i < once.size(); i++) {
            boolean kernel = once.get(i).name().matches("head/.*/kernel");
            assertEquals(!kernel, Arrays.equals(before.get(i).values(), once.get(i).values()), once.get(i).name());
        }
        List<Weight> again = revived(config, said, before);
        IntStream.range(0, once.size())
            .forEach(i -> assertArrayEquals(once.get(i).values(), again.get(i).values(), once.get(i).name()));
    }

    @Test
    void itIsAnOption() {
        List<String> said = new ArrayList<>();
        List<Weight> before = new ArrayList<>();
        List<Weight> after = revived(config(", \"revive_head\": false"), said, before);
        assertEquals(List.of(), said);
        IntStream.range(0, before.size())
            .forEach(i -> assertArrayEquals(before.get(i).values(), after.get(i).values()));
        for (String variant : List.of("EDDL", "TEXT")) {
            assertEquals(List.of(), Networks.create(config(", \"variant\": \"" + variant + "\"")).narrowLayers());
        }
    }

    @Test
    void aTrainingSaysSoAndResumesExactly() {
        Dataset dataset = BlobDataset.dataset(folder);
        TrainingConfig config = config("");
        List<String> said = new ArrayList<>();
        Trainer.train(config, dataset, folder.resolve("whole"), warnings(said));
        assertEquals(1, said.stream().filter(text -> text.contains("start anew")).count(), said.toString());
        assertThrows(IllegalStateException.class, () -> Trainer.train(config, dataset, folder.resolve("halves"),
            event -> {
                if (event.type() == Event.Type.STEP && event.values().get("epoch").equals("2/2")) {
                    throw new IllegalStateException("killed");
                }
            }));
        ModelFolder halves = new ModelFolder(folder.resolve("halves"));
        Trainer.resume(config, dataset, halves.path(), Progress.NONE);
        Checkpoint whole = Checkpoint.load(new ModelFolder(folder.resolve("whole")));
        Checkpoint resumed = Checkpoint.load(halves);
        assertTrue(whole.state().history().get(0).get("head_restarts") > 0);
        assertEquals(0, whole.state().history().get(1).get("head_restarts"));
        assertEquals(whole.state().history().get(0).get("head_restarts"),
            resumed.state().history().get(0).get("head_restarts"));
        IntStream.range(0, whole.weights().size()).forEach(i -> assertArrayEquals(whole.weights().get(i).values(),
            resumed.weights().get(i).values(), 1e-6f, whole.weights().get(i).name()));
    }

    // -- Helper methods --

    /** All variables after a look before the first epoch. */
    private List<Weight> revived(TrainingConfig config, List<String> said, List<Weight> before) {
        Dataset dataset = BlobDataset.dataset(folder);
        try (SliceSampler data = (SliceSampler) TrainingData.prepare(dataset, config, folder, Progress.NONE).sampler();
            TrainingGraph graph = new TrainingGraph(Networks.create(config), new DiceLoss(), new Adam(), 2, 2);
            TrainingSession session = new TrainingSession(graph, Precision.FLOAT32, 1, config.seed())) {
            session.initialize();
            before.clear();
            before.addAll(session.weights());
            Batch batch = data.epoch(1).get(0).get();
            assertTrue(NarrowHead.isConstant(session.probabilities(batch), batch.labels()), "choose another seed");
            NarrowHead head = new NarrowHead(config, session, warnings(said));
            int restarts = head.before(1, data.epoch(1));
            assertEquals(restarts > 0, head.isThere());
            assertEquals(restarts == 0, NarrowHead.isConstant(session.probabilities(batch), batch.labels()));
            assertEquals(0, restarts == 0 ? 0 : head.before(1, data.epoch(1)), "once is enough");
            return session.weights();
        }
    }

    private static Progress warnings(List<String> said) {
        return event -> {
            if (event.type() == Event.Type.WARNING) {
                said.add(event.text());
            }
        };
    }

    private static TrainingConfig config(String options) {
        return BlobDataset.config(2).with(JsonParser.parseString("{\"network\": \"unet-keras\", \"seed\": " + DEAD
            + ", \"network_options\": {\"base_filters\": 4, \"dropout\": 0" + options + "}}").getAsJsonObject(),
            "test");
    }

    private static float[] filled(int n, float value) {
        float[] array = new float[n];
        Arrays.fill(array, value);
        return array;
    }

    private static float[] with(float[] array, int index, float value) {
        array[index] = value;
        return array;
    }
}
