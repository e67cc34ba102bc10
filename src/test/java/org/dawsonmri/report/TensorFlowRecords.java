package org.dawsonmri.report;

import com.google.protobuf.InvalidProtocolBufferException;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.data.Iterator;
import org.tensorflow.proto.Event;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads event files through TensorFlow's own record reader, which checks all checksums. */
public final class TensorFlowRecords {

    private TensorFlowRecords() {
    }

    /** All events of a folder's files, in the order of the files' names, as TensorBoard reads them. */
    public static List<Event> readFolder(Path folder) {
        List<Event> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted().forEach(file -> events.addAll(read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    public static List<Event> read(Path file) {
        List<Event> events = new ArrayList<>();
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            // NB: version 2 of the operation, which Ops makes, cannot be given to an iterator in TensorFlow 2.18.
            Operation records = tf.scope().opBuilder("TFRecordDataset", "records")
                .addInput(tf.constant(file.toString()).asOutput()).addInput(tf.constant("").asOutput())
                .addInput(tf.constant(0L).asOutput()).build();
            List<Class<? extends TType>> types = List.of(TString.class);
            List<Shape> shapes = List.of(Shape.scalar());
            Iterator iterator = tf.data.iterator("", "", types, shapes);
            Op start = tf.data.makeIterator(records.<TType>output(0), iterator);
            Operand<?> next = tf.data.iteratorGetNext(iterator, types, shapes).iterator().next();
            session.runner().addTarget(start).run().close();
            while (true) {
                try (Result result = session.runner().fetch(next).run()) {
                    events.add(Event.parseFrom(((TString) result.get(0)).asBytes().getObject()));
                } catch (TFOutOfRangeException endOfFile) {
                    return events;
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }
}
