package org.dawsonmri.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.yaml.snakeyaml.Yaml;

import java.io.DataInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Weights out of a model and into another one. */
@Tag("slow")
class ModelWeightsTest {

    @TempDir
    private Path folder;
    private ModelFolder model;
    private List<Weight> weights;

    @BeforeEach
    void writeModel() throws Exception {
        TrainingConfig config = config("{\"network_options\": {\"base_filters\": 2, \"depth\": 1}}");
        weights = randomWeights(config);
        model = new ModelFolder(Files.createDirectory(folder.resolve("model")));
        write(config);
    }

    private void write(TrainingConfig config) {
        ModelDescription description = new ModelDescription(ModelDescription.FORMAT, List.of("FLAIR", "T1"),
            List.of(new ModelDescription.LabelClass(1, "lesion")), 2, List.of(8, 8), 16, config,
            Map.of("val_dice", 0.8), Map.of("created", "2024-01-02T03:04:05Z"));
        model.writeDescription(model.writeWeights(description, weights));
    }

    private static TrainingConfig config(String changes) {
        return CheckedSettings.of(JsonParser.parseString(changes).getAsJsonObject(), "test");
    }

    @Test
    void whatIsExportedIsWhatSegments() {
        Path file = folder.resolve("weights.npz");
        ModelWeights.exportTo(file, model);
        assertWeights(weights, Npz.read(file, Weight.Kind.TRAINABLE));
        List<Weight> read = ModelWeights.read(model);
        assertWeights(weights, read);
        assertEquals(kinds(weights), kinds(read));
    }

    @Test
    void testArraysAreWhatTheSavedModelSays() throws Exception {
        Weight input = array("test_input.npy");
        Weight output = array("test_output.npy");
        assertArrayEquals(new long[] {1, 8, 8, 2}, input.shape());
        assertArrayEquals(new long[] {1, 8, 8, 1}, output.shape());
        try (ModelRunner runner = ModelRunner.open(model, ModelRunner.PLAIN)) {
            assertArrayEquals(runner.run(input.values(), input.shape()), output.values(), 1e-6f);
        }
    }

    /** As another program would do it: the steps of rdf.yaml on test_input, then saved_model/. */
    @Test
    void otherProgramsLearnHowToScaleByADataset() throws Exception {
        assertFalse(Files.readString(model.path().resolve("rdf.yaml")).contains("preprocessing"));
        write(config("{\"network_options\": {\"base_filters\": 2, \"depth\": 1}, \"preprocessing\": {\"normalization\": "
            + "\"DATASET\", \"statistics\": [{\"mean\": 449.5, \"std\": 489.25}, {\"mean\": 0.1, \"std\": 0.02}]}}"));
        Map<String, List<Map<String, List<Map<String, Object>>>>> rdf =
            new Yaml().load(Files.readString(model.path().resolve("rdf.yaml")));
        Map<String, Object> step = rdf.get("inputs").get(0).get("preprocessing").get(0);
        assertEquals("zero_mean_unit_variance", step.get("name"));
        Map<?, ?> numbers = (Map<?, ?>) step.get("kwargs");
        assertEquals("fixed", numbers.get("mode"));
        assertEquals("yx", numbers.get("axes"));
        assertEquals(List.of(449.5, 0.1), numbers.get("mean"));
        assertEquals(List.of(489.25, 0.02), numbers.get("std"));
        Weight input = array("test_input.npy");
        assertEquals(449.5 + 489.25 * Math.sin(0.74), input.values()[2], 1e-3);
        float[] scaled = new float[input.values().length];
        for (int i = 0; i < scaled.length; i++) {
            double mean = (Double) ((List<?>) numbers.get("mean")).get(i % 2);
            double std = (Double) ((List<?>) numbers.get("std")).get(i % 2);
            scaled[i] = (float) ((input.values()[i] - mean) / (std + (Double) numbers.get("eps")));
        }
        try (ModelRunner runner = ModelRunner.open(model, ModelRunner.PLAIN)) {
            assertArrayEquals(runner.run(scaled, input.shape()), array("test_output.npy").values(), 1e-6f);
        }
    }

    @Test
    void importMakesAModelWithTheseWeights() throws Exception {
        Path file = folder.resolve("weights.npz");
        List<Weight> doubled = new ArrayList<>();
        for (Weight w : weights) {
            float[] values = w.values().clone();
            if (w.name().startsWith("head/")) {
                for (int i = 0; i < values.length; i++) {
                    values[i] *= 2;
                }
            }
            doubled.add(new Weight(w.name(), w.shape(), w.kind(), values));
        }
        Npz.write(file, doubled);
        ModelFolder imported = new ModelFolder(folder.resolve("imported"));
        ModelWeights.importFrom(file, model, imported.path());
        assertWeights(doubled, ModelWeights.read(imported));
        // Logits twice as large.
        float[] before = run(model);
        float[] after = run(imported);
        for (int i = 0; i < before.length; i++) {
            assertEquals(2 * logit(before[i]), logit(after[i]), 1e-3);
        }
        ModelDescription description = imported.readDescription();
        assertEquals(Map.of(), description.scores());
        assertEquals("weights.npz", description.provenance().get("weights"));
        assertEquals("model", description.provenance().get("network_of"));
        assertEquals("2024-01-02T03:04:05Z", description.provenance().get("network_of_created"));
        assertEquals(64, description.provenance().get("weights_sha256").length());
        assertEquals(model.readDescription().config(), description.config());
        assertTrue(Files.exists(imported.path().resolve("test_output.npy")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        missing | weights.npz: 2 variables (head/bias, head/kernel) are missing that the network unet has
        extra   | weights.npz: 1 variable (tail/kernel) is there that the network unet does not have
        shape   | weights.npz: head/kernel has the shape [2, 1, 1, 1], this unet expects [1, 1, 2, 1]
        nan     | weights.npz: head/kernel has the value NaN
        text    | weights.npz: weights cannot be read
        """)
    void weightsThatDoNotFit(String problem, String message) throws Exception {
        Path file = folder.resolve("weights.npz");
        List<Weight> wrong = new ArrayList<>(weights);
        switch (problem) {
            case "missing" -> wrong.removeIf(w -> w.name().startsWith("head/"));
            case "extra" -> wrong.add(new Weight("tail/kernel", new long[] {1}, Weight.Kind.TRAINABLE, new float[1]));
            case "shape" -> wrong.replaceAll(w -> w.name().equals("head/kernel")
                ? new Weight(w.name(), new long[] {2, 1, 1, 1}, w.kind(), w.values())
                : w);
            default -> wrong.replaceAll(w -> w.name().equals("head/kernel")
                ? new Weight(w.name(), w.shape(), w.kind(), new float[] {Float.NaN, 1})
                : w);
        }
        if (problem.equals("text")) {
            Files.writeString(file, "not a zip");
        } else {
            Npz.write(file, wrong);
        }
        Path out = folder.resolve("imported");
        DawsonException e = assertThrows(DawsonException.class, () -> ModelWeights.importFrom(file, model, out));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertFalse(Files.exists(out));
    }

    @Test
    void aFullFolderStaysAsItIs() throws Exception {
        Path file = folder.resolve("weights.npz");
        ModelWeights.exportTo(file, model);
        byte[] before = Files.readAllBytes(model.path().resolve("dawson.json"));
        assertThrows(DawsonException.class, () -> ModelWeights.importFrom(file, model, model.path()));
        assertArrayEquals(before, Files.readAllBytes(model.path().resolve("dawson.json")));
    }

    @ParameterizedTest
    @CsvSource({"depth, 2, size_multiple is 2", "base_filters, 4, belong to different models"})
    void aDescriptionOfAnotherNetwork(String key, String value, String message) throws Exception {
        Path json = model.path().resolve("dawson.json");
        String name = "\"" + key + "\": ";
        Files.writeString(json, Files.readString(json).replaceFirst(name + "\\d", name + value));
        DawsonException e = assertThrows(DawsonException.class, () -> ModelWeights.read(model));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void onTheCommandLine() {
        Path file = folder.resolve("a.npz");
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        assertEquals(0, Dawson.run(out, out, "weights", "export", "--model", model.path().toString(), "--out",
            file.toString()));
        assertEquals(0, Dawson.run(out, out, "weights", "import", "--model", model.path().toString(), "--weights",
            file.toString(), "--out", folder.resolve("b").toString()));
        assertArrayEquals(run(model), run(new ModelFolder(folder.resolve("b"))));
        assertEquals(2, Dawson.run(out, out, "weights"));
        assertEquals(1, Dawson.run(out, out, "weights", "export", "--model", folder.resolve("none").toString(),
            "--out", folder.resolve("c.npz").toString()));
        assertTrue(text.toString().contains("not a model folder"), text.toString());
    }

    private Weight array(String name) throws Exception {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(model.path().resolve(name)))) {
            return Npz.parse(name, Weight.Kind.TRAINABLE, in);
        }
    }

    private static List<Weight> randomWeights(TrainingConfig config) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            Networks.create(config).logits(Layers.forEvaluation(tf, variables),
                tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 2))), 1);
            variables.initialize(session, 5);
            return variables.read(session);
        }
    }

    private static float[] run(ModelFolder model) {
        float[] image = new float[4 * 4 * 2];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) Math.cos(i);
        }
        try (ModelRunner runner = ModelRunner.open(model, ModelRunner.PLAIN)) {
            return runner.run(image, 1, 4, 4);
        }
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    private static List<Weight> sorted(List<Weight> weights) {
        return weights.stream().sorted(Comparator.comparing(Weight::name)).toList();
    }

    private static List<Weight.Kind> kinds(List<Weight> weights) {
        return sorted(weights).stream().map(Weight::kind).toList();
    }

    private static void assertWeights(List<Weight> expected, List<Weight> actual) {
        assertNotEquals(0, expected.size());
        List<Weight> a = sorted(expected);
        List<Weight> b = sorted(actual);
        assertEquals(a.stream().map(Weight::name).toList(), b.stream().map(Weight::name).toList());
        for (int i = 0; i < a.size(); i++) {
            assertArrayEquals(a.get(i).shape(), b.get(i).shape(), a.get(i).name());
            assertArrayEquals(a.get(i).values(), b.get(i).values(), a.get(i).name());
        }
    }
}
