package org.dawsonmri.model;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Sha256;
import org.dawsonmri.graph.Variables;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.VariableSpec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the arrays of a {@code saved_model.pb}, node by node and without TensorFlow. A graph is a program: it may read
 * and write files. Nothing of it is run here, and a file that holds anything but what {@link SavedModelWriter} writes
 * is refused, since other programs would run it. What memory is taken follows from the network, not from the file.
 */
final class SavedModelReader {

    /** What a file may hold beside its weights. */
    private static final long MOST_OF_GRAPH = 16L << 20;
    /** The longest node without weights, name, signature. */
    private static final int MOST_OF_NODE = 1 << 16;
    private static final int LONGEST_SHOWN = 100;
    private static final String BELONG =
        "; dawson.json and saved_model belong to different models or the file is damaged, "
        + "copy the model folder again";

    private final Path file;
    private final Map<String, VariableSpec> expected = new HashMap<>();
    private final Map<String, float[]> found = new HashMap<>();
    private final int longest;
    private final Supplier<Set<String>> own;

    private SavedModelReader(Path file, List<VariableSpec> variables, Supplier<Set<String>> own) {
        this.file = file;
        this.own = own;
        variables.forEach(variable -> expected.put(Variables.nodeName(variable.name()), variable));
        this.longest = MOST_OF_NODE + (int) Math.min(Integer.MAX_VALUE / 2,
            Float.BYTES * variables.stream().mapToLong(VariableSpec::count).max().orElse(0));
    }

    /**
     * Reads the weights.
     *
     * @param variables those of the network: each is there with its shape
     * @param own the operations that the network is made of: a plugin's may have others than Dawson's networks
     * @param sha256 what the file's sum has to be; null if nobody knows
     * @throws DawsonException if the file is missing or damaged, holds other arrays, numbers that are not finite, or
     *         anything that no network of Dawson writes
     */
    static List<Weight> read(Path file, List<VariableSpec> variables, Supplier<Set<String>> own, String sha256) {
        SavedModelReader reader = new SavedModelReader(file, variables, own);
        reader.requireSize(variables);
        MessageDigest sum = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sum)) {
            CodedInputStream coded = CodedInputStream.newInstance(in);
            coded.setSizeLimit(Integer.MAX_VALUE);
            reader.readModel(coded);
        } catch (InvalidProtocolBufferException | StackOverflowError e) { // groups in groups in groups
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + "); the file is damaged, copy the "
                + "model folder again or train again", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        reader.requireSum(Sha256.text(sum), sha256);
        return reader.weights(variables);
    }

    // -- Messages of the format, from the outside in --

    private void readModel(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case SavedModel.SAVED_MODEL_SCHEMA_VERSION_FIELD_NUMBER -> in.readInt64();
                case SavedModel.META_GRAPHS_FIELD_NUMBER -> within(in, this::readMetaGraph);
                default -> throw foreign("the field " + (tag >>> 3) + " of a SavedModel");
            }
        }
    }

    private void readMetaGraph(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case MetaGraphDef.META_INFO_DEF_FIELD_NUMBER -> bytes(in, MOST_OF_NODE);
                case MetaGraphDef.GRAPH_DEF_FIELD_NUMBER -> within(in, this::readGraph);
                case MetaGraphDef.SIGNATURE_DEF_FIELD_NUMBER -> requireSignature(bytes(in, MOST_OF_NODE));
                case MetaGraphDef.COLLECTION_DEF_FIELD_NUMBER -> throw foreign("a collection, such as initialisers");
                case MetaGraphDef.ASSET_FILE_DEF_FIELD_NUMBER -> throw foreign("an asset file");
                case MetaGraphDef.SAVER_DEF_FIELD_NUMBER -> throw foreign("a saver");
                default -> throw foreign("the field " + (tag >>> 3) + " of a MetaGraphDef");
            }
        }
    }

    private void readGraph(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case GraphDef.NODE_FIELD_NUMBER -> readNode(bytes(in, longest));
                case GraphDef.VERSIONS_FIELD_NUMBER -> bytes(in, MOST_OF_NODE);
                case GraphDef.LIBRARY_FIELD_NUMBER -> {
                    if (!bytes(in, MOST_OF_NODE).isEmpty()) {
                        throw foreign("a function");
                    }
                }
                default -> throw foreign("the field " + (tag >>> 3) + " of a GraphDef");
            }
        }
    }

    private void readNode(ByteString bytes) throws IOException {
        CodedInputStream in = bytes.newCodedInput();
        in.enableAliasing(true);
        NodeDef node = NodeDef.parseFrom(in);
        if (!NetworkOperations.NAMES.contains(node.getOp()) && !own.get().contains(node.getOp())) {
            throw foreign("the operation " + node.getOp());
        }
        VariableSpec variable = expected.get(node.getName());
        if (variable != null && found.put(node.getName(), values(node, variable)) != null) {
            throw new DawsonException(file + ": " + variable.name() + " is there twice" + BELONG);
        }
    }

    private void requireSignature(ByteString entry) throws IOException {
        CodedInputStream in = entry.newCodedInput();
        in.readTag(); // of the key
        String name = in.readString();
        if (!name.equals(SavedModelWriter.SERVING) && !name.equals(SavedModelWriter.DENSE)) {
            throw foreign("the signature " + name);
        }
    }

    // -- Helper methods --

    /** Reads one message. */
    @FunctionalInterface
    private interface Message {
        void read(CodedInputStream in) throws IOException;
    }

    private static void within(CodedInputStream in, Message message) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        message.read(in);
        in.checkLastTagWas(0);
        in.popLimit(outer);
    }

    private ByteString bytes(CodedInputStream in, int most) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        int length = in.getBytesUntilLimit();
        if (length > most) {
            throw new DawsonException(file + ": one of its parts has " + length + " bytes, expected at most " + most
                + BELONG);
        }
        ByteString bytes = UnsafeByteOperations.unsafeWrap(in.readRawBytes(length));
        in.popLimit(outer);
        return bytes;
    }

    private float[] values(NodeDef node, VariableSpec variable) {
        TensorProto tensor = node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
        long[] shape = tensor.getTensorShape().getDimList().stream().mapToLong(dim -> dim.getSize()).toArray();
        ByteString content = tensor.getTensorContent();
        if (!node.getOp().equals("Const") || tensor.getDtype() != DataType.DT_FLOAT
            || !Arrays.equals(shape, variable.shape()) || content.size() != variable.count() * Float.BYTES) {
            throw new DawsonException(file + ": " + variable.name() + " is a " + node.getOp() + " of "
                + tensor.getDtype() + " with the shape " + Arrays.toString(shape) + " and " + content.size()
                + " bytes, the network of dawson.json has float32 with the shape " + Arrays.toString(variable.shape())
                + BELONG);
        }
        float[] values = new float[content.size() / Float.BYTES];
        content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private List<Weight> weights(List<VariableSpec> variables) {
        List<Weight> weights = new ArrayList<>();
        for (VariableSpec variable : variables) {
            float[] values = found.get(Variables.nodeName(variable.name()));
            if (values == null) {
                throw new DawsonException(file + ": the variable " + variable.name() + " of its network is missing"
                    + BELONG);
            }
            weights.add(new Weight(variable.name(), variable.shape(), variable.kind(), values)
                .requireFinite(file.toString()));
        }
        return weights;
    }

    private void requireSize(List<VariableSpec> variables) {
        long least = Math.multiplyExact(VariableSpec.count(variables), (long) Float.BYTES);
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (size < least || size > least + MOST_OF_GRAPH) {
            throw new DawsonException(file + ": has " + size + " bytes, the network of dawson.json has weights of "
                + least + " bytes" + BELONG);
        }
    }

    private void requireSum(String found, String wanted) {
        if (wanted != null && !found.equals(wanted)) {
            throw new DawsonException(file + ": its SHA-256 is " + found + ", dawson.json says " + wanted + BELONG);
        }
    }

    private DawsonException foreign(String what) {
        return new DawsonException(file + ": holds " + what.substring(0, Math.min(LONGEST_SHOWN, what.length()))
            + ", which no network of Dawson writes; nothing of it was run; "
            + "do not use this model, and ask who gave it to you");
    }

    private static DawsonException unreadable(Path file, IOException e) {
        return new DawsonException(file + ": cannot be read ("
            + (e instanceof NoSuchFileException ? "it is not there" : e.getMessage()) + ")", e);
    }
}
