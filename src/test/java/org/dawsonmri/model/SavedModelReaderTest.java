package org.dawsonmri.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.network.VariableSpec;

import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Whatever a saved_model.pb holds: arrays come out of it, or a line, and nothing of it runs. */
@Tag("slow")
class SavedModelReaderTest {

    @TempDir
    private Path folder;
    private ModelFolder model;

    @BeforeEach
    void writeModel() {
        model = SmallModels.write(folder.resolve("model"), "unet", "{\"base_filters\": 2, \"depth\": 1}", 2);
    }

    static List<String> networks() {
        return Networks.names();
    }

    /** A network with an operation that {@link NetworkOperations} does not have could be trained, but never used. */
    @ParameterizedTest
    @MethodSource("networks")
    void whatDawsonWritesItReads(String name) throws Exception {
        for (JsonObject options : variants(name)) {
            for (int classes : Networks.create(name).patch() > 0 ? new int[] {1} : new int[] {1, 2}) {
                Network network = Networks.create(name, options);
                List<VariableSpec> variables = VariableSpec.of(network, 2, classes);
                List<Weight> weights = variables.stream().map(v -> counted(v)).toList();
                Path file = folder.resolve("saved_model.pb");
                String sum = SavedModelWriter.write(file, network, 2, classes, weights);
                List<Weight> read = SavedModelReader.read(file, variables, Set::of, sum);
                for (int i = 0; i < weights.size(); i++) {
                    assertEquals(weights.get(i).name(), read.get(i).name());
                    assertArrayEquals(weights.get(i).values(), read.get(i).values(), weights.get(i).name());
                }
            }
        }
    }

    /** TensorFlow itself runs what was put into the file; Dawson does not. */
    @Test
    void aGraphThatWritesFilesIsRefusedWithoutBeingRun() throws Exception {
        Path victim = folder.resolve("victim.txt");
        PoisonedFile.writesAFile(model, victim);
        SavedModelBundle.load(model.savedModel().toString(), "serve").close();
        assertTrue(Files.deleteIfExists(victim), "the poison does not work");
        assertRefused("the operation WriteFile", "nothing of it was run");
        assertFalse(Files.exists(victim));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReadFile", "WriteFile", "EagerPyFunc", "PyFunc", "Print", "PrintV2", "Assert",
        "PartitionedCall", "VarHandleOp", "RestoreV2", "TFRecordReader", "ImmutableConst", "Conv2D\u001b[2J"})
    void operationsThatNoNetworkHas(String type) throws Exception {
        PoisonedFile.change(model, meta -> PoisonedFile.hasAnOperation(meta, type));
        assertRefused("the operation " + type.replaceAll("\\p{Cntrl}", "?"));
    }

    @Test
    void functionsInitialisersAndAssets() throws Exception {
        byte[] good = Files.readAllBytes(model.weights());
        refused(good, PoisonedFile::hasAFunction, "holds a function");
        refused(good, PoisonedFile::hasAnInitialiser, "holds a collection");
        refused(good, meta -> meta.addAssetFileDefBuilder().setFilename("../../.profile"), "holds an asset file");
        refused(good, meta -> meta.getSaverDefBuilder().setFilenameTensorName("image"), "holds a saver");
        refused(good, meta -> meta.putSignatureDef("__saved_model_init_op",
            meta.getSignatureDefOrThrow("serving_default")), "the signature __saved_model_init_op");
        refused(good, meta -> meta.getObjectGraphDefBuilder().addNodesBuilder(), "the field 7 of a MetaGraphDef");
    }

    @Test
    void arraysThatAreNotTheNetworks() throws Exception {
        byte[] good = Files.readAllBytes(model.weights());
        refused(good, tensor(t -> t.setTensorShape(shape(1L << 40, 1L << 40))),
            "head/kernel is a Const of DT_FLOAT with the shape [1099511627776, 1099511627776]");
        refused(good, tensor(t -> t.setTensorShape(shape(1, 1, -2, -1))), "with the shape [1, 1, -2, -1]");
        refused(good, tensor(t -> t.setDtype(DataType.DT_HALF)), "of DT_HALF");
        refused(good, tensor(t -> t.setTensorContent(ByteString.copyFrom(new byte[4]))), "and 4 bytes");
        refused(good, tensor(t -> t.clearTensorContent().addFloatVal(1)), "and 0 bytes");
        refused(good, tensor(t -> t.setTensorContent(floats(Float.NaN, 1))), "head/kernel has the value NaN");
        refused(good, tensor(t -> t.setTensorContent(floats(1, Float.NEGATIVE_INFINITY))), "has the value -Infinity");
        refused(good, meta -> PoisonedFile.node(meta, "head.kernel").setName("other"),
            "head/kernel of its network is mis");
        refused(good, meta -> meta.getGraphDefBuilder().addNode(PoisonedFile.node(meta, "head.kernel").build()),
            "head/kernel is there twice");
        refused(good, tensor(t -> t.setTensorContent(ByteString.copyFrom(new byte[1 << 20]))), "1048", "at most");
    }

    @Test
    void filesThatAreNoSavedModel() throws Exception {
        byte[] good = Files.readAllBytes(model.weights());
        PoisonedFile.replace(model, new byte[0]);
        assertRefused("has 0 bytes");
        PoisonedFile.replace(model, Arrays.copyOf(good, good.length + (17 << 20)));
        assertRefused("bytes, the network of dawson.json has");
        PoisonedFile.replace(model, nestedGroups(good.length));
        assertRefused("saved_model.pb");
        PoisonedFile.replace(model, good);
        ModelWeights.read(model); // the undamaged one
    }

    @Test
    void theSumIsKeptAndChecked() throws Exception {
        String sum = model.readDescription().weightsSha256();
        byte[] bytes = Files.readAllBytes(model.weights());
        int at = indexOf(bytes, "head.kernel") + 120;
        bytes[at] ^= 1;
        Files.write(model.weights(), bytes);
        assertRefused("its SHA-256 is ", sum);
        Path json = model.path().resolve("dawson.json");
        Files.writeString(json, Files.readString(json).replace("\"" + sum + "\"", "null"));
        ModelWeights.read(model); // models of before there were sums
    }

    /** Cut or changed anywhere: arrays or one line. */
    @Test
    void damageEndsInALine() throws Exception {
        byte[] good = Files.readAllBytes(model.weights());
        SplittableRandom random = new SplittableRandom(7);
        List<VariableSpec> variables = VariableSpec.of(Networks.create(model.readDescription().config()), 2, 1);
        for (int i = 0; i < 600; i++) {
            byte[] bad = i % 3 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int change = 0; change < i % 3 && bad.length > 0; change++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Files.write(model.weights(), bad);
            try {
                SavedModelReader.read(model.weights(), variables, Set::of, null);
            } catch (DawsonException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }

    private void refused(byte[] good, Consumer<MetaGraphDef.Builder> change, String... message) throws IOException {
        PoisonedFile.replace(model, good);
        PoisonedFile.change(model, change);
        assertRefused(message);
    }

    private void assertRefused(String... message) {
        DawsonException e = assertThrows(DawsonException.class, () -> ModelRunner.open(model, ModelRunner.PLAIN));
        for (String part : message) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        assertTrue(e.getMessage().startsWith(model.weights().toString()), e.getMessage());
        assertFalse(e.getMessage().chars().anyMatch(Character::isISOControl), e.getMessage());
    }

    private static Consumer<MetaGraphDef.Builder> tensor(Consumer<TensorProto.Builder> change) {
        return meta -> {
            var node = PoisonedFile.node(meta, "head.kernel");
            TensorProto.Builder tensor = node.getAttrOrThrow("value").getTensor().toBuilder();
            change.accept(tensor);
            node.putAttr("value", AttrValue.newBuilder().setTensor(tensor).build());
        };
    }

    private static TensorShapeProto shape(long... sides) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long side : sides) {
            shape.addDimBuilder().setSize(side);
        }
        return shape.build();
    }

    private static ByteString floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    /** Nodes of nothing but the beginnings of groups, each within the last. */
    private static byte[] nestedGroups(int atLeast) throws IOException {
        byte[] groups = new byte[60_000];
        Arrays.fill(groups, (byte) (15 << 3 | 3));
        byte[] nodes = field(1, groups);
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        for (int size = 0; size < atLeast; size += nodes.length) {
            graph.write(nodes);
        }
        return field(2, field(2, graph.toByteArray()));
    }

    private static byte[] field(int number, byte[] message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(number, message);
        out.flush();
        return bytes.toByteArray();
    }

    /** The network's smallest, with each of its choices. */
    private static List<JsonObject> variants(String name) throws Exception {
        Network network = Networks.create(name);
        JsonObject small = new JsonObject();
        List<JsonObject> variants = new ArrayList<>();
        List<RecordComponent> components = List.of(network.getClass().getRecordComponents());
        for (RecordComponent component : components) {
            switch (component.getName()) {
                case "baseFilters" -> small.addProperty("base_filters", 2);
                case "filters" -> small.addProperty("filters", 2);
                case "units" -> small.addProperty("units", 4);
                default -> { }
            }
        }
        variants.add(small);
        for (RecordComponent component : components) {
            String key = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            List<String> values = component.getType() == boolean.class ? List.of("true", "false")
                : component.getType().isEnum() ? Arrays.stream(component.getType().getEnumConstants())
                    .map(c -> ((Enum<?>) c).name()).toList() : List.of();
            for (String value : values) {
                if (network.dimensions() == 3 && key.equals("up_sampling") && !value.equals("TRANSPOSED")) {
                    continue; // of slices only
                }
                JsonObject variant = small.deepCopy();
                if (component.getType() == boolean.class) {
                    variant.addProperty(key, Boolean.valueOf(value));
                } else {
                    variant.addProperty(key, value);
                }
                variants.add(variant);
            }
        }
        return variants;
    }

    private static Weight counted(VariableSpec variable) {
        float[] values = new float[(int) variable.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 1000 * 0.25f;
        }
        return new Weight(variable.name(), variable.shape(), variable.kind(), values);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
