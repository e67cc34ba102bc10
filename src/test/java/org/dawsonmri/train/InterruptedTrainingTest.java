package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.FolderLock;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where a kill can leave a training, and what the next start makes of it. */
@Tag("slow")
class InterruptedTrainingTest {

    @TempDir
    private Path folder;
    private final List<String> messages = new ArrayList<>();

    @Test
    void resumingNothingBegins() {
        Path out = folder.resolve("new/model");
        Trainer.resume(BlobDataset.config(1), BlobDataset.dataset(folder), out, this::listen);
        assertTrue(messages.contains("message " + out
            + ": no epoch was finished here yet; the training starts from the beginning"), messages.toString());
        assertEquals(1, Checkpoint.load(new ModelFolder(out)).state().epoch());
    }

    /** All a kill can leave: before the epoch counts, and after, before all of it has taken its place. */
    @Test
    void anEpochCountsWholeOrNotAtAll() throws IOException {
        Dataset dataset = BlobDataset.dataset(folder);
        Path whole = folder.resolve("whole");
        Path out = folder.resolve("model");
        Trainer.train(BlobDataset.config(3), dataset, whole, Progress.NONE);
        assertThrows(IllegalStateException.class, () -> Trainer.train(BlobDataset.config(3), dataset, out, after(1)));
        Path old = copy(out, folder.resolve("old"));
        assertThrows(IllegalStateException.class, () -> Trainer.resume(BlobDataset.config(3), dataset, out, after(2)));
        for (int done : new int[] {-1, 0, 3}) {
            Path killed = copy(old, folder.resolve("killed" + done));
            Path aside = Files.createDirectory(killed.resolve(done < 0 ? ".incoming" : ".complete"));
            Files.createFile(killed.resolve(FolderLock.FILE));
            Files.createFile(killed.resolve(".slices-4711"));
            List<String> files = List.of("dawson.json", "checkpoint/state.json", "saved_model/saved_model.pb",
                "checkpoint/weights.npz", "checkpoint/optimizer.npz", "history.csv");
            for (int i = 0; i < files.size(); i++) {
                Path target = (i < done ? killed : aside).resolve(files.get(i));
                Files.createDirectories(target.getParent());
                Files.copy(out.resolve(files.get(i)), target, StandardCopyOption.REPLACE_EXISTING);
            }
            ModelFolder model = new ModelFolder(killed);
            assertEquals(done < 0 ? 1 : 2, Checkpoint.load(model).state().epoch());
            assertEquals(new ModelFolder(done < 0 ? old : out).readDescription().scores(),
                model.readDescription().scores());
            Trainer.resume(BlobDataset.config(3), dataset, killed, Progress.NONE);
            SameModels.require(whole, killed);
            assertEquals(names(whole), names(killed));
        }
    }

    @Test
    void aKillOfAnOlderVersionIsUnderstood() throws IOException {
        Dataset dataset = BlobDataset.dataset(folder);
        Path out = folder.resolve("model");
        Trainer.train(BlobDataset.config(1), dataset, out, Progress.NONE);
        Files.move(out.resolve("checkpoint"), out.resolve(".checkpoint-old"));
        Files.createDirectory(out.resolve(".checkpoint-new"));
        Trainer.resume(BlobDataset.config(1), dataset, out, Progress.NONE);
        assertEquals(1, Checkpoint.load(new ModelFolder(out)).state().epoch());
        assertFalse(names(out).stream().anyMatch(name -> name.startsWith(".")), names(out).toString());
    }

    @Test
    void aModelWithoutCheckpointIsNoLeftover() throws IOException {
        Dataset dataset = BlobDataset.dataset(folder);
        Path out = folder.resolve("model");
        Trainer.train(BlobDataset.config(1), dataset, out, Progress.NONE);
        UnfinishedFolder.delete(out.resolve("checkpoint"));
        List<String> before = names(out);
        DawsonException e = assertThrows(DawsonException.class,
            () -> Trainer.resume(BlobDataset.config(1), dataset, out, Progress.NONE));
        assertTrue(e.getMessage().contains("but no checkpoint"), e.getMessage());
        assertEquals(before, names(out));
    }

    @Test
    void twoDoNotTrainIntoOneFolderButItCanBeRead() {
        Dataset dataset = BlobDataset.dataset(folder);
        Path out = folder.resolve("model");
        List<String> refusals = new ArrayList<>();
        Trainer.train(BlobDataset.config(2), dataset, out, event -> {
            if (event.type() == Event.Type.EPOCH) {
                assertFalse(ModelWeights.read(new ModelFolder(out)).isEmpty());
            }
            if (event.type() == Event.Type.EPOCH || event.type() == Event.Type.STEP && refusals.isEmpty()) {
                for (boolean resume : new boolean[] {true, false}) {
                    refusals.add(assertThrows(DawsonException.class, () -> {
                        if (resume) {
                            Trainer.resume(BlobDataset.config(2), dataset, out, Progress.NONE);
                        } else {
                            Trainer.train(BlobDataset.config(2), dataset, out, Progress.NONE);
                        }
                    }).getMessage());
                }
            }
        });
        assertEquals(6, refusals.size());
        refusals.forEach(r -> assertEquals(out + ": this process trains there already; wait for its end", r));
        assertEquals(2, Checkpoint.load(new ModelFolder(out)).state().epoch());
        assertFalse(Files.exists(out.resolve(FolderLock.FILE)));
    }

    /** A process may have some hundred files open; a data set may have thousands of subjects. */
    @Test
    void manySubjectsNeedOneFile() throws IOException {
        Path handles = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(handles), "only Linux says which files a process has open");
        StringBuilder table = new StringBuilder("subject\tsplit\tA\tB\tlabel\n");
        BlobDataset.write(folder);
        for (int i = 0; i < 60; i++) {
            table.append("p" + i + "\t" + (i % 6 == 0 ? "validation" : "train") + "\ts0_A.nii.gz\ts0_B.nii.gz\t"
                + "s0_label.nii.gz\n");
        }
        Path data = Files.writeString(folder.resolve("many.tsv"), table);
        Path out = folder.resolve("model");
        List<Long> open = new ArrayList<>();
        Trainer.train(BlobDataset.config(1), Dataset.read(data), out, event -> {
            if (event.type() == Event.Type.STEP) {
                open.add(count(handles, out));
            }
        });
        assertTrue(open.stream().allMatch(n -> n <= 3), "slices, lock, events: " + open);
        assertFalse(names(out).stream().anyMatch(name -> name.startsWith(".")), names(out).toString());
    }

    // -- Helper methods --

    private void listen(Event event) {
        messages.add(event.type() + " " + event.text());
    }

    private static Progress after(int epoch) {
        return event -> {
            if (event.type() == Event.Type.EPOCH && event.values().get("epoch").equals((double) epoch)) {
                throw new IllegalStateException("killed");
            }
        };
    }

    private static long count(Path handles, Path below) {
        try (Stream<Path> all = Files.list(handles)) {
            return all.filter(handle -> {
                try {
                    return Files.readSymbolicLink(handle).startsWith(below);
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            }).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
        return to;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
