package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.CascadeFcn;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.CheckedSettings;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The two ways to ask a network about voxels give the same answers. */
class StageNetworkTest {

    private static final int CHANNELS = 2;

    @TempDir
    private Path folder;

    @Test
    void blocksSayWhatPatchesSay() {
        ScanChannels scan = scan(26, 23, 19);
        int n = (int) scan.grid().voxelCount();
        try (StageNetwork network = network()) {
            int[] all = IntStream.range(0, n).toArray();
            float[] patches = network.patchByPatch(scan, all, Progress.NONE);
            assertTrue(spread(patches) > 0.01, "spread " + spread(patches));
            assertArrayEquals(patches, network.probabilities(scan, all, Progress.NONE), 1e-4f);
            // A dense ball, a few voxels far away, in no order.
            int[] some = Arrays.stream(all).filter(i -> Math.hypot(Math.hypot(i % 26 - 20, i / 26 % 23 - 4),
                i / 26 / 23 - 9) < 6 || i % 997 == 0).toArray();
            int swap = some[0];
            some[0] = some[some.length - 1];
            some[some.length - 1] = swap;
            assertArrayEquals(network.patchByPatch(scan, some, Progress.NONE),
                network.probabilities(scan, some, Progress.NONE), 1e-4f);
            assertEquals(0, network.probabilities(scan, new int[0], Progress.NONE).length);
            assertEquals(patches[7], network.probabilities(scan, new int[] {7}, Progress.NONE)[0], 1e-4f);
        }
    }

    private StageNetwork network() {
        String options = "{\"network_options\": {\"patch\": 11, \"filters\": 5, \"units\": 8}}";
        TrainingConfig config =
            CheckedSettings.defaultsOf("cascade-fcn").with(JsonParser.parseString(options).getAsJsonObject(), "test");
        CascadeFcn network = (CascadeFcn) Networks.create(config);
        ModelFolder model = new ModelFolder(folder);
        model.writeDescription(model.writeWeights(new ModelDescription(ModelDescription.FORMAT, List.of("FLAIR", "T1"),
            List.of(new LabelClass(1, "lesion")), 1, null, 1, config, Map.of(), Map.of()), weights(network)));
        return StageNetwork.open(model, ConfigProto.getDefaultInstance());
    }

    private static List<Weight> weights(CascadeFcn network) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            network.logits(Layers.forEvaluation(tf, variables),
                tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(CHANNELS))), network.outputs(1));
            try (Session session = new Session(graph)) {
                variables.initialize(session, 3);
                return variables.read(session);
            }
        }
    }

    private static ScanChannels scan(int nx, int ny, int nz) {
        SplittableRandom random = new SplittableRandom(5);
        return new ScanChannels(IntStream.range(0, CHANNELS).mapToObj(c -> {
            Volume volume = Volume.zeros(Geometry.ofSpacing(nx, ny, nz, 1, 1, 1), "channel" + c);
            for (int i = 0; i < volume.voxels().length; i++) {
                volume.voxels()[i] = (float) random.nextGaussian();
            }
            return volume;
        }).toList());
    }

    private static double spread(float[] values) {
        double mean = 0;
        double squares = 0;
        for (float v : values) {
            mean += v / (double) values.length;
            squares += (double) v * v / values.length;
        }
        return Math.sqrt(squares - mean * mean);
    }
}
