package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.report.TensorFlowRecords;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** What small trainings leave for people to look at. */
@Tag("slow")
class MonitoringTest {

    @TempDir
    private Path folder;
    private Dataset dataset;
    private Path out;

    @BeforeEach
    void write() {
        dataset = BlobDataset.dataset(folder);
        out = folder.resolve("model");
    }

    @Test
    void slicesAreDrawnAtTheChosenEpochsAndTheLast() throws IOException {
        Trainer.train(config(3, "{\"subject\": \"s0\", \"slice\": 2}, {\"subject\": \"s3\", \"slice\": 5}", "1"),
            dataset, out, Progress.NONE);
        assertEquals(List.of("montage.png", "s0_slice2_epoch0001.png", "s0_slice2_epoch0003.png",
            "s0_slice2_latest.png", "s0_slice2_reference.png", "s3_slice5_epoch0001.png", "s3_slice5_epoch0003.png",
            "s3_slice5_latest.png", "s3_slice5_reference.png"), names(out.resolve("benchmark")));
        assertArrayEquals(Files.readAllBytes(out.resolve("benchmark/s0_slice2_epoch0003.png")),
            Files.readAllBytes(out.resolve("benchmark/s0_slice2_latest.png")));
        assertEquals(18 * 20, ImageIO.read(out.resolve("benchmark/s0_slice2_epoch0003.png").toFile()).getWidth());
        assertEquals(4 + 3 * 264, ImageIO.read(out.resolve("benchmark/montage.png").toFile()).getWidth());
        Map<String, List<Long>> images = new TreeMap<>();
        values(Summary.Value::hasImage).forEach((tag, events) ->
            images.put(tag, events.stream().map(Event::getStep).toList()));
        assertEquals(6, images.size());
        assertEquals(List.of(1L, 3L), images.get("benchmark/s3_slice5/prediction"));
    }

    @Test
    void tensorBoardHasTheHistory() {
        Trainer.train(config(2, "", "1"), dataset, out, Progress.NONE);
        List<Map<String, Double>> history = Checkpoint.load(new ModelFolder(out)).state().history();
        Map<String, List<Event>> scalars = values(Summary.Value::hasSimpleValue);
        for (String tag : List.of("loss", "val_loss", "val_dice", "val_dice_class3", "learning_rate",
            "images_per_s")) {
            assertEquals(List.of(1L, 2L), scalars.get(tag).stream().map(Event::getStep).toList(), tag);
            for (int epoch = 0; epoch < 2; epoch++) {
                assertEquals(history.get(epoch).get(tag).floatValue(), value(scalars.get(tag).get(epoch), tag), tag);
            }
        }
        assertFalse(scalars.containsKey("epoch") || scalars.containsKey("step"));
        String text = values(Summary.Value::hasTensor).get("hyperparameters").get(0).getSummary().getValue(0)
            .getTensor().getStringVal(0).toStringUtf8();
        assertTrue(text.contains("| network_options.base_filters | 4 |") && text.contains("| batch_size | 4 |"), text);
    }

    /** The picture shows where training is, though no slice was chosen and no epoch is kept but the last. */
    @Test
    void withoutAChoiceTheFullestValidationSliceIsShownAfterEachEpoch() throws IOException {
        Path file = dataset.subjects(Split.VALIDATION).get(0).label();
        Volume label = NiftiReader.read(file);
        Arrays.fill(label.voxels(), label.index(0, 0, 0), label.index(0, 0, 4), 0);
        Arrays.fill(label.voxels(), label.index(0, 0, 5), label.index(0, 7, 5), 0); // some of slice 5 stays
        NiftiWriter.write(label, file, NiftiType.UINT8);
        List<Boolean> shown = new ArrayList<>();
        Path latest = out.resolve("benchmark/s3_slice4_latest.png");
        Trainer.train(config(2, "", "9"), dataset, out, event -> {
            if (event.type() == org.dawsonmri.Event.Type.EPOCH) {
                shown.add(Files.exists(latest) && latest.getParent().toFile().list().length == 1);
            }
        });
        assertEquals(List.of(true, false), shown);
        assertEquals(List.of("montage.png", "s3_slice4_epoch0002.png", "s3_slice4_latest.png",
            "s3_slice4_reference.png"), names(latest.getParent()));
    }

    @Test
    void aResumedTrainingIsOneCurveAndOneMontage() throws IOException {
        TrainingConfig config = config(4, "{\"subject\": \"s1\", \"slice\": 0}", "1, 3");
        assertThrows(IllegalStateException.class, () -> Trainer.train(config, dataset, out, event -> {
            if (event.type() == org.dawsonmri.Event.Type.EPOCH && event.values().get("epoch").equals(1.0)) {
                throw new IllegalStateException("killed");
            }
        }));
        UnfinishedFolder.delete(out.resolve("benchmark")); // as if killed after the checkpoint and before the pictures
        Trainer.resume(config, dataset, out, Progress.NONE);
        assertEquals(2, names(out.resolve("tensorboard")).size());
        assertEquals(List.of(1L, 2L, 3L, 4L),
            values(Summary.Value::hasSimpleValue).get("loss").stream().map(Event::getStep).toList());
        List<Long> starts = events().stream().filter(Event::hasSessionLog).map(Event::getStep).toList();
        assertEquals(List.of(1L, 1L), starts);
        assertEquals(4 + 4 * 264, ImageIO.read(out.resolve("benchmark/montage.png").toFile()).getWidth());
    }

    @Test
    void patienceEndsWithAPicture() {
        TrainingConfig config = config(60, "{\"subject\": \"s1\", \"slice\": 0}", "1").with(JsonParser.parseString(
            "{\"patience\": 1, \"learning_rate\": 1e-9}").getAsJsonObject(), "test");
        Trainer.train(config, dataset, out, Progress.NONE);
        int epoch = Checkpoint.load(new ModelFolder(out)).state().epoch();
        assertTrue(epoch < 60);
        assertTrue(Files.exists(out.resolve("benchmark/s1_slice0_epoch000" + epoch + ".png")));
    }

    @Test
    void slicesNobodyHasAreRefusedBeforeTraining() {
        refused("no training or validation subject 'x'; known are s0, s1, s2, s3",
            "{\"subject\": \"x\", \"slice\": 1}");
        refused("s0 has no slice 6; its slices are 0 to 5", "{\"subject\": \"s0\", \"slice\": 6}");
        refused("expected a subject's name", "{\"slice\": 6}");
    }

    private void refused(String message, String slices) {
        DawsonException e = assertThrows(DawsonException.class,
            () -> Trainer.train(config(1, slices, "1"), dataset, out, Progress.NONE));
        assertTrue(e.getMessage().contains(message) && e.getMessage().lines().count() == 1, e.getMessage());
        assertFalse(Files.exists(out));
    }

    private static TrainingConfig config(int epochs, String slices, String at) {
        return BlobDataset.config(epochs).with(JsonParser.parseString("{\"benchmark_slices\": [" + slices
            + "], \"benchmark_epochs\": [" + at + "]}").getAsJsonObject(), "test");
    }

    /** What TensorBoard shows: a new start makes it forget what came before of its step and later ones. */
    private List<Event> events() {
        List<Event> shown = new ArrayList<>();
        for (Event event : TensorFlowRecords.readFolder(out.resolve("tensorboard"))) {
            if (event.hasSessionLog()) {
                shown.removeIf(e -> e.hasSummary() && e.getStep() >= event.getStep());
            }
            shown.add(event);
        }
        return shown;
    }

    /** Events by tag. */
    private Map<String, List<Event>> values(java.util.function.Predicate<Summary.Value> kind) {
        Map<String, List<Event>> found = new TreeMap<>();
        for (Event event : events()) {
            event.getSummary().getValueList().stream().filter(kind).forEach(value ->
                found.computeIfAbsent(value.getTag(), tag -> new java.util.ArrayList<>()).add(event));
        }
        return found;
    }

    private static float value(Event event, String tag) {
        return event.getSummary().getValueList().stream().filter(v -> v.getTag().equals(tag)).findFirst()
            .orElseThrow().getSimpleValue();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
