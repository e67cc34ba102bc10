package org.dawsonmri.graph;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;

import com.google.protobuf.ByteString;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of TensorBoard's, {@code events.out.tfevents.<seconds>.<host>}. Opening it says where this part of a training
 * begins; TensorBoard then forgets what older files in the folder say of that step and later ones, so that a training
 * which was killed and resumed is one curve.
 *
 * <pre>{@code
 * try (EventFile events = EventFile.create(Path.of("model/tensorboard"), 1)) {
 *     events.scalars(1, Map.of("loss", 0.3));
 * }
 * }</pre>
 */
public final class EventFile implements AutoCloseable {

    private static final String PREFIX = "events.out.tfevents.";
    private static final String VERSION = "brain.Event:2";

    private final Path file;
    private final RecordWriter records;

    private EventFile(Path file, RecordWriter records) {
        this.file = file;
        this.records = records;
    }

    /**
     * Opens a new file.
     *
     * @param folder is made if missing
     * @param firstStep the first step that will be written
     * @throws DawsonException if the file cannot be written
     */
    public static EventFile create(Path folder, long firstStep) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(PREFIX + freeSecond(folder) + "." + host());
            EventFile events = new EventFile(file, new RecordWriter(new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))));
            events.write(event(0).setFileVersion(VERSION));
            events.write(event(firstStep).setSessionLog(
                SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START)));
            return events;
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** Writes numbers by name; those that were not measured (NaN) are left out. */
    public void scalars(long step, Map<String, Double> values) {
        Summary.Builder summary = Summary.newBuilder();
        values.forEach((tag, value) -> {
            if (!Double.isNaN(value)) {
                summary.addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue()));
            }
        });
        write(event(step).setSummary(summary));
    }

    /** Writes a text in Markdown. */
    public void text(long step, String tag, String markdown) {
        TensorProto tensor = TensorProto.newBuilder().setDtype(DataType.DT_STRING)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addStringVal(ByteString.copyFromUtf8(markdown)).build();
        SummaryMetadata metadata = SummaryMetadata.newBuilder()
            .setPluginData(SummaryMetadata.PluginData.newBuilder().setPluginName("text")).build();
        write(event(step).setSummary(Summary.newBuilder().addValue(
            Summary.Value.newBuilder().setTag(tag).setMetadata(metadata).setTensor(tensor))));
    }

    /** Writes a picture. @param png the same as the bytes of a PNG file */
    public void image(long step, String tag, BufferedImage picture, byte[] png) {
        Summary.Image image = Summary.Image.newBuilder().setWidth(picture.getWidth()).setHeight(picture.getHeight())
            .setColorspace(picture.getColorModel().getNumComponents())
            .setEncodedImageString(ByteString.copyFrom(png)).build();
        write(event(step).setSummary(Summary.newBuilder().addValue(
            Summary.Value.newBuilder().setTag(tag).setImage(image))));
    }

    /** Hands everything that was written to the system, for TensorBoard to see. */
    public void flush() {
        try {
            records.flush();
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    // -- Helper methods --

    private static Event.Builder event(long step) {
        return Event.newBuilder().setWallTime(System.currentTimeMillis() / 1e3).setStep(step);
    }

    private void write(Event.Builder event) {
        try {
            records.write(event.build().toByteArray());
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Now, or later if need be: TensorBoard reads a folder's files in the order of their names. */
    private static long freeSecond(Path folder) throws IOException {
        long now = System.currentTimeMillis() / 1000;
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(FileName::of).filter(name -> name.matches(PREFIX + "\\d{1,18}\\..*"))
                .mapToLong(name -> Long.parseLong(name.substring(PREFIX.length()).split("\\.")[0]) + 1)
                .reduce(now, Math::max);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noNetwork) {
            return "localhost"; // only there to tell several writers apart
        }
    }

    private static DawsonException cannotWrite(Path file, IOException e) {
        return new DawsonException(file + ": cannot be written (" + e.getMessage() + "); free some space on the disk "
            + "of the model folder and go on with --resume", e);
    }
}
