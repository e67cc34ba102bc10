package org.dawsonmri.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.report.Png;
import org.dawsonmri.report.TensorFlowRecords;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** What TensorFlow itself reads from event files. */
class EventFileTest {

    @TempDir
    private Path folder;

    /** The CRC-32C of "123456789" is e3069283 (RFC 3720); turned right by 15 bits 2507c60d, plus a282ead8. */
    @Test
    void checksumIsTheMaskedCrc() {
        assertEquals(0xc78ab0e5, RecordWriter.checksum("123456789".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void tensorFlowReadsEverything() throws IOException {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(2, 1, 0x123456);
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("loss", 0.25);
        scalars.put("val_dice", Double.NaN);
        scalars.put("learning_rate", 1e-4);
        try (EventFile events = EventFile.create(folder.resolve("new/tensorboard"), 4)) {
            events.scalars(4, scalars);
            events.text(4, "hyperparameters", "| größer | als |");
            events.image(5, "benchmark", picture, Png.of(picture));
        }
        List<Event> events = TensorFlowRecords.readFolder(folder.resolve("new/tensorboard"));
        assertEquals(5, events.size());
        assertEquals("brain.Event:2", events.get(0).getFileVersion());
        assertEquals(SessionLog.SessionStatus.START, events.get(1).getSessionLog().getStatus());
        assertEquals(4, events.get(1).getStep());
        List<Summary.Value> numbers = events.get(2).getSummary().getValueList();
        assertEquals(List.of("loss", "learning_rate"), numbers.stream().map(Summary.Value::getTag).toList());
        assertEquals(0.25f, numbers.get(0).getSimpleValue());
        Summary.Value text = events.get(3).getSummary().getValue(0);
        assertEquals("text", text.getMetadata().getPluginData().getPluginName());
        assertEquals("| größer | als |", text.getTensor().getStringVal(0).toStringUtf8());
        Summary.Image image = events.get(4).getSummary().getValue(0).getImage();
        assertEquals(5, events.get(4).getStep());
        assertArrayEquals(new int[] {3, 2, 3}, new int[] {image.getWidth(), image.getHeight(), image.getColorspace()});
        assertEquals(0xff123456, ImageIO.read(image.getEncodedImageString().newInput()).getRGB(2, 1));
        double age = System.currentTimeMillis() / 1e3 - events.get(4).getWallTime();
        assertTrue(age >= 0 && age < 600, "wall time " + events.get(4).getWallTime());
    }

    @Test
    void tensorFlowRefusesAChangedByte() throws IOException {
        try (EventFile events = EventFile.create(folder, 1)) {
            events.scalars(1, Map.of("loss", 0.25));
        }
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 1; // in the last record's data
        Files.write(file, bytes);
        RuntimeException e = assertThrows(RuntimeException.class, () -> TensorFlowRecords.read(file));
        assertTrue(e.getMessage().contains("corrupted record"), e.getMessage());
    }

    @Test
    void laterFilesHaveLaterNames() {
        for (int i = 1; i <= 3; i++) {
            try (EventFile events = EventFile.create(folder, i)) {
                events.flush();
            }
        }
        List<Event> starts = TensorFlowRecords.readFolder(folder).stream().filter(Event::hasSessionLog).toList();
        assertEquals(List.of(1L, 2L, 3L), starts.stream().map(Event::getStep).toList());
        assertTrue(files().get(0).getFileName().toString().matches("events\\.out\\.tfevents\\.\\d{10}\\..+"));
    }

    @Test
    void flushedEventsAreThereBeforeTheFileIsClosed() {
        try (EventFile events = EventFile.create(folder, 1)) {
            events.scalars(1, Map.of("loss", 0.25));
            events.flush();
            assertEquals(3, TensorFlowRecords.readFolder(folder).size());
        }
    }

    @Test
    void aFileInPlaceOfTheFolderIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("tensorboard"), "");
        DawsonException e = assertThrows(DawsonException.class, () -> EventFile.create(file, 1));
        assertTrue(e.getMessage().contains("tensorboard: cannot be written") && e.getMessage().lines().count() == 1);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
