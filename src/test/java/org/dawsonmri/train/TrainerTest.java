package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.FolderLock;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.Npz;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whole trainings, small. */
@Tag("slow")
class TrainerTest {

    @TempDir
    private Path folder;

    @Test
    void learnsAndKeepsTheBestEpoch() throws IOException {
        ModelDescription model = Trainer.train(BlobDataset.config(40), BlobDataset.dataset(folder),
            folder.resolve("model"), Progress.NONE);
        assertTrue(model.scores().get("val_dice") > 0.85, "scores " + model.scores());
        assertEquals(List.of("A", "B"), model.channels());
        assertEquals("float32", model.provenance().get("precision"));
        assertEquals(List.of(3, 7), model.classes().stream().map(ModelDescription.LabelClass::value).toList());
        List<String> history = Files.readAllLines(folder.resolve("model/history.csv"));
        assertEquals(41, history.size());
        assertTrue(history.get(0).startsWith("epoch,step,learning_rate,loss,val_loss,val_dice,val_dice_class3"));
        double best = history.stream().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",")[5])).max()
            .getAsDouble();
        assertEquals(best, model.scores().get("val_dice"), 1e-12);
        try (Stream<Path> content = Files.list(folder.resolve("model"))) {
            assertEquals(List.of("benchmark", "checkpoint", "dawson.json", "history.csv", "rdf.yaml", "saved_model",
                "tensorboard", "test_input.npy", "test_output.npy"),
                content.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void sixEpochsAreThreeAndThree() {
        Dataset dataset = BlobDataset.dataset(folder);
        Trainer.train(BlobDataset.config(6), dataset, folder.resolve("six"), Progress.NONE);
        Path halves = folder.resolve("halves");
        // Killed in the fourth epoch, as the process would be: nothing after the third checkpoint is written.
        assertThrows(IllegalStateException.class, () -> Trainer.train(BlobDataset.config(6), dataset, halves,
            event -> {
                if (event.type() == Event.Type.STEP && event.values().get("epoch").equals("4/6")) {
                    throw new IllegalStateException("killed");
                }
            }));
        assertEquals(3, Checkpoint.load(new ModelFolder(halves)).state().epoch());
        Trainer.resume(new ModelFolder(halves).readDescription().config(), dataset, halves, Progress.NONE);
        SameModels.require(folder.resolve("six"), halves);
    }

    /** All in processes of their own: how many threads TensorFlow has is decided once in a process' life. */
    @Test
    void killedProcessesAreResumed() throws Exception {
        Path data = BlobDataset.write(folder);
        Path killed = folder.resolve("killed");
        Path whole = folder.resolve("whole");
        assertEquals(TrainingProcess.KILLED, TrainingProcess.run(folder, "kill", data, killed));
        assertEquals(3, Checkpoint.load(new ModelFolder(killed)).state().epoch());
        assertEquals(0, TrainingProcess.run(folder, "resume", data, killed));
        assertEquals(0, TrainingProcess.run(folder, "whole", data, whole));
        SameModels.require(whole, killed);
        Path first = folder.resolve("first");
        assertEquals(TrainingProcess.KILLED, TrainingProcess.run(folder, "kill-first", data, first));
        assertTrue(Files.exists(first.resolve(FolderLock.FILE)), "nobody tidied up");
        assertEquals(0, TrainingProcess.run(folder, "resume", data, first));
        SameModels.require(whole, first);
        for (Path model : List.of(killed, first)) {
            try (Stream<Path> content = Files.list(model)) {
                assertFalse(content.anyMatch(p -> p.getFileName().toString().startsWith(".")),
                    "something is left over");
            }
        }
    }

    @Test
    void cancelLeavesNothing() throws IOException {
        Path out = folder.resolve("cancelled");
        Dataset dataset = BlobDataset.dataset(folder);
        assertThrows(CancelledException.class,
            () -> Trainer.train(BlobDataset.config(5), dataset, out, new EndAfter(3, false)));
        assertFalse(Files.exists(out));
    }

    @Test
    void aStopInTheFirstEpochKeepsNothingAndSaysSo() {
        Dataset dataset = BlobDataset.dataset(folder);
        Path out = folder.resolve("stopped");
        EndAfter stop = new EndAfter(2, true);
        assertThrows(CancelledException.class, () -> Trainer.train(BlobDataset.config(5), dataset, out, stop));
        assertFalse(Files.exists(out));
        assertTrue(stop.warnings.get(0).contains("stopped before the first epoch was over"), stop.warnings.toString());
    }

    @Test
    void weightsOfACheckpointThatAreNoNumbersAreRefused() {
        ModelFolder out = new ModelFolder(folder.resolve("broken"));
        Dataset dataset = BlobDataset.dataset(folder);
        Trainer.train(BlobDataset.config(1), dataset, out.path(), Progress.NONE);
        Path file = out.checkpoint().resolve("weights.npz");
        List<Weight> weights = Npz.read(file, Weight.Kind.TRAINABLE);
        weights.get(1).values()[0] = Float.POSITIVE_INFINITY;
        Npz.write(file, weights);
        DawsonException e = assertThrows(DawsonException.class,
            () -> Trainer.resume(BlobDataset.config(2), dataset, out.path(), Progress.NONE));
        assertTrue(e.getMessage().contains(weights.get(1).name() + " has the value Infinity"), e.getMessage());
    }

    @Test
    void unlikeTrainingScansAreWarnedOf() throws IOException {
        Path table = BlobDataset.write(folder);
        var old = NiftiReader.read(folder.resolve("s1_A.nii.gz"));
        for (String file : List.of("s1_A", "s1_B", "s1_label")) {
            var v = NiftiReader.read(folder.resolve(file + ".nii.gz"));
            NiftiWriter.write(new Volume(Geometry.ofSpacing(
                18, 15, 6, 4, 4, 8), v.voxels(), file), folder.resolve(file + ".nii.gz"),
                NiftiType.FLOAT32);
        }
        old.voxels()[7] = Float.NaN;
        NiftiWriter.write(old, folder.resolve("s0_A.nii.gz"), NiftiType.FLOAT32);
        EndAfter watch = new EndAfter(Integer.MAX_VALUE, false);
        Trainer.train(BlobDataset.config(1), Dataset.read(table), folder.resolve("model"), watch);
        assertEquals(2, watch.warnings.size(), watch.warnings.toString());
        assertTrue(watch.warnings.get(0).contains("s0_A.nii.gz: 1 of 1620 voxels are NaN"), watch.warnings.toString());
        assertTrue(watch.warnings.get(1)
            .contains("1 of 3 training scans have voxels more than 1.5 times off the others: s1 "
            + "has voxels of 4×4×8 mm, where the median is 1×1×2"), watch.warnings.toString());
        EndAfter resampled = new EndAfter(Integer.MAX_VALUE, false);
        Trainer.train(BlobDataset.config(1).with(JsonParser.parseString("{\"preprocessing\": "
            + "{\"spacing\": [1, 1, 2]}}").getAsJsonObject(), "test"), Dataset.read(table), folder.resolve("same"),
            resampled);
        assertEquals(1, resampled.warnings.size(), resampled.warnings.toString());
    }

    @Test
    void patienceEndsTraining() {
        TrainingConfig impatient = BlobDataset.config(60).with(JsonParser.parseString(
            "{\"patience\": 2, \"learning_rate\": 1e-9}").getAsJsonObject(), "test");
        Trainer.train(impatient, BlobDataset.dataset(folder), folder.resolve("patient"), Progress.NONE);
        TrainingState state = Checkpoint.load(new ModelFolder(folder.resolve("patient"))).state();
        assertTrue(state.epoch() < 60 && state.epoch() == state.bestEpoch() + 2, "ended after " + state.epoch());
    }

    @Test
    void anotherModelIsNotOverwritten() throws IOException {
        Path out = Files.createDirectory(folder.resolve("full"));
        Files.writeString(out.resolve("mine.txt"), "precious");
        Dataset dataset = BlobDataset.dataset(folder);
        for (boolean resume : new boolean[] {false, true}) {
            DawsonException e = assertThrows(DawsonException.class, () -> {
                if (resume) {
                    Trainer.resume(BlobDataset.config(1), dataset, out, Progress.NONE);
                } else {
                    Trainer.train(BlobDataset.config(1), dataset, out, Progress.NONE);
                }
            });
            assertTrue(e.getMessage().contains("it has mine.txt, but no checkpoint"), e.getMessage());
            try (Stream<Path> content = Files.list(out)) {
                assertEquals(List.of(out.resolve("mine.txt")), content.toList());
            }
        }
    }

    @Test
    void fractionalLabelsAreRefused() {
        Path table = BlobDataset.write(folder);
        var label = NiftiReader.read(folder.resolve("s1_label.nii.gz"));
        label.voxels()[17] = 0.5f;
        NiftiWriter.write(label, folder.resolve("s1_label.nii.gz"),
            NiftiType.FLOAT32);
        DawsonException e = assertThrows(DawsonException.class, () -> Trainer.train(BlobDataset.config(1),
            Dataset.read(table), folder.resolve("model"), Progress.NONE));
        assertTrue(e.getMessage().contains("s1_label.nii.gz") && e.getMessage().contains("0.5"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("model")));
    }

    /** Asks for the end after some steps. */
    private static final class EndAfter implements Progress {
        private final int steps;
        private final boolean keep;
        private final List<String> warnings = new ArrayList<>();
        private int seen;

        EndAfter(int steps, boolean keep) {
            this.steps = steps;
            this.keep = keep;
        }

        @Override
        public void event(Event event) {
            seen += event.type() == Event.Type.STEP ? 1 : 0;
            // Two of the subjects have the same label, which is said, too.
            if (event.type() == Event.Type.WARNING && !event.text().contains("same voxels")) {
                warnings.add(event.text());
            }
        }

        @Override
        public boolean isCancelled() {
            return !keep && seen >= steps;
        }

        @Override
        public boolean isStopRequested() {
            return keep && seen >= steps;
        }
    }
}
