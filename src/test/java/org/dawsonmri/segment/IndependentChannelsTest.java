package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.Activation;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.train.BlobDataset;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.nio.file.Path;
import java.util.Map;

/** A network whose probabilities do not add up to 1, from training to segmentation. */
@Tag("slow")
class IndependentChannelsTest {

    @TempDir
    private Path folder;

    @Test
    void theMostProbableOutputIsTheLabelInTrainingAndSegmentation() {
        Dataset dataset = Dataset.read(BlobDataset.write(folder));
        TrainingConfig config = BlobDataset.config(6).with(JsonParser.parseString("{\"network\": \"nopool-aspp\","
            + "\"network_options\": {\"filters\": 4, \"dropout\": 0, \"activation\": \"SIGMOID\"}}").getAsJsonObject(),
            "test");
        ModelDescription model = Trainer.train(config, dataset, folder.resolve("model"), Progress.NONE);
        Volume label = NiftiReader.read(folder.resolve("s3_label.nii.gz"));
        try (Segmenter segmenter = Segmenter.open(folder.resolve("model"),
            new SegmentOptions(Precision.FLOAT32, 1, 0))) {
            Segmentation found = segmenter.segment(Map.of("A", NiftiReader.read(folder.resolve("s3_A.nii.gz")), "B",
                NiftiReader.read(folder.resolve("s3_B.nii.gz"))), Progress.NONE);
            for (int value : new int[] {3, 7}) {
                double dice = dice(label, found.labels(), value);
                assertEquals(model.scores().get("val_dice_class" + value), dice, 1e-9);
                assertTrue(dice > 0.3, value + " has the Dice " + dice);
            }
            for (int i = 0; i < label.voxels().length; i++) {
                float sum = found.probabilities().get(0).voxels()[i] + found.probabilities().get(1).voxels()[i];
                assertTrue(sum >= 0 && sum <= 1 + 1e-6, "they add up to " + sum);
            }
        }
    }

    @Test
    void sharesKeepTheOrder() {
        float[] logits = {2, 1, -1, -200, -200, -200, 0, 0, 0};
        assertArrayEquals(new float[] {sigmoid(2), sigmoid(1), sigmoid(-1), 0, 0, 0, .5f, .5f, .5f},
            run(logits, Activation.SIGMOID, false), 1e-6f);
        float sum = sigmoid(2) + sigmoid(1) + sigmoid(-1);
        assertTrue(sum > 1.8);
        assertArrayEquals(new float[] {sigmoid(2) / sum, sigmoid(1) / sum, sigmoid(-1) / sum, 0, 0, 0, 1 / 3f, 1 / 3f,
            1 / 3f}, run(logits, Activation.SIGMOID, true), 1e-6f);
        assertArrayEquals(run(logits, Activation.SOFTMAX, false), run(logits, Activation.SOFTMAX, true));
    }

    private static float sigmoid(double x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    private static float[] run(float[] logits, Activation activation, boolean shares) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            var x = tf.reshape(tf.constant(logits), tf.constant(new int[] {-1, 3}));
            var p = shares ? activation.shares(tf, x) : activation.probabilities(tf, x);
            try (Result result = session.runner().fetch(p).run()) {
                float[] values = new float[logits.length];
                ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
                return values;
            }
        }
    }

    private static double dice(Volume reference, Volume found, int value) {
        int both = 0;
        int sizes = 0;
        for (int i = 0; i < reference.voxels().length; i++) {
            boolean a = reference.voxels()[i] == value;
            boolean b = found.voxels()[i] == value;
            both += a && b ? 1 : 0;
            sizes += (a ? 1 : 0) + (b ? 1 : 0);
        }
        return 2.0 * both / sizes;
    }
}
