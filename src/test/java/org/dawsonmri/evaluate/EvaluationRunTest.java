package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.evaluate.score.Masks;
import org.dawsonmri.evaluate.score.Status;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Files, folders and datasets. */
class EvaluationRunTest {

    private static final int[] SHAPE = {6, 5, 4};

    @TempDir
    private Path folder;
    private Path references;
    private Path predictions;

    @BeforeEach
    void makeFolders() throws IOException {
        references = Files.createDirectory(folder.resolve("references"));
        predictions = Files.createDirectory(folder.resolve("predictions"));
    }

    @Test
    void onePairOfFiles() {
        write(box(2), references.resolve("p07_label.nii.gz"));
        write(box(3), predictions.resolve("anything.nii"));
        ScoresTable table = Evaluation.run(references.resolve("p07_label.nii.gz"), predictions.resolve("anything.nii"),
            null, Classes.found(), Progress.NONE);
        assertEquals("p07_label", table.rows().get(0).caseName());
        assertEquals(0.8, table.rows().get(0).score("dice"), 1e-12);
    }

    @Test
    void onePairThatCannotBeComparedIsAnError() {
        write(box(2), references.resolve("a.nii.gz"));
        write(Masks.empty(new int[] {6, 5, 3}, 1, 1, 1), predictions.resolve("a.nii.gz"));
        failsWith("a.nii.gz", references.resolve("a.nii.gz"), predictions.resolve("a.nii.gz"), null);
        failsWith("is a folder where the reference", references.resolve("a.nii.gz"), predictions, null);
        failsWith("does not exist", references.resolve("b.nii.gz"), predictions, null);
        failsWith("it has no split test", references, predictions, Split.TEST);
        failsWith("is no folder", references, predictions.resolve("a.nii.gz"), null);
    }

    @Test
    void twoFoldersAndOneBadCaseDoesNotStopTheOthers() throws IOException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            write(box(2), references.resolve(name + ".nii.gz"));
        }
        write(box(2), predictions.resolve("a.nii"));
        write(box(3), predictions.resolve("b_pred.nii.gz"));
        write(Masks.empty(new int[] {6, 5, 3}, 1, 1, 1), predictions.resolve("c.nii.gz"));
        Files.writeString(predictions.resolve("d.nii.gz"), "this is no volume");
        write(box(2), predictions.resolve("x.nii.gz"));
        Files.writeString(predictions.resolve("notes.txt"), "not a volume, not in the way");
        ScoresTable table = run(references, null);
        assertEquals(List.of("a", "b", "c", "d", "e", "x"), table.rows().stream().map(ScoresRow::caseName).toList());
        assertEquals(List.of(Status.OK, Status.OK, Status.FAILED, Status.FAILED, Status.FAILED, Status.FAILED),
            table.rows().stream().map(ScoresRow::status).toList());
        assertEquals(0.8, table.rows().get(1).score("dice"), 1e-12);
        assertTrue(table.rows().get(2).reason().contains("6×5×3"), table.rows().get(2).reason());
        assertTrue(table.rows().get(3).reason().contains("d.nii.gz"), table.rows().get(3).reason());
        assertTrue(table.rows().get(4).reason().contains("no prediction in"), table.rows().get(4).reason());
        assertTrue(table.rows().get(5).reason().contains("no reference for x.nii.gz"), table.rows().get(5).reason());
        assertEquals(4, table.failed().size());
    }

    @Test
    void twoFilesOfOneNameAreAmbiguous() {
        write(box(2), references.resolve("a.nii.gz"));
        write(box(2), predictions.resolve("a.nii.gz"));
        write(box(3), predictions.resolve("a.nii"));
        ScoresRow row = run(references, null).rows().get(0);
        assertEquals(Status.FAILED, row.status());
        assertTrue(row.reason().contains("more than one prediction: a.nii, a.nii.gz"), row.reason());
    }

    @Test
    void anEmptyFolderIsAnError() {
        write(box(2), references.resolve("a.nii.gz"));
        failsWith("holds no volume", references, predictions, null);
    }

    @Test
    void aDatasetAndItsSplits() throws IOException {
        write(box(2), references.resolve("lesions7.nii.gz"));
        write(box(2), references.resolve("lesions19.nii.gz"));
        Path tsv = Files.writeString(folder.resolve("dataset.tsv"), """
            subject\tsplit\tFLAIR\tlabel
            p07\ttrain\tnone.nii.gz\treferences/lesions7.nii.gz
            p19\ttest\tnone.nii.gz\treferences/lesions19.nii.gz
            p20\ttest\tnone.nii.gz\tn/a
            """);
        write(box(2), predictions.resolve("p07.nii.gz"));
        write(box(3), predictions.resolve("p19_unet.nii.gz"));
        write(box(3), predictions.resolve("p20.nii.gz"));
        write(box(3), predictions.resolve("stray.nii.gz"));
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        Progress progress = (type, values) -> events.add(type + " " + values);
        ScoresTable test = Evaluation.run(tsv, predictions, Split.TEST, Classes.found(), progress);
        assertEquals(List.of("p19", "p20"), test.rows().stream().map(ScoresRow::caseName).toList());
        assertEquals(0.8, test.rows().get(0).score("dice"), 1e-12);
        assertTrue(test.rows().get(1).reason().contains("no label in"), test.rows().get(1).reason());
        assertTrue(events.stream().anyMatch(e -> e.startsWith("warning") && e.contains("stray.nii.gz")),
            events::toString);
        assertTrue(events.stream().anyMatch(e -> e.startsWith("progress")), events::toString);
        assertEquals(3, run(folder, null).rows().size(), "a folder that holds a dataset.tsv is a dataset");
        failsWith("no subject in the split validation", tsv, predictions, Split.VALIDATION);
    }

    @Test
    void cancelEndsTheRun() {
        for (String name : List.of("a", "b", "c")) {
            write(box(2), references.resolve(name + ".nii.gz"));
            write(box(2), predictions.resolve(name + ".nii.gz"));
        }
        Progress cancelled = new Progress() {
            @Override
            public void event(String type, Map<String, ?> values) {
                assertEquals("nothing", type, "no event after cancel");
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class,
            () -> Evaluation.run(references, predictions, null, Classes.found(), cancelled));
    }

    private ScoresTable run(Path reference, Split split) {
        return Evaluation.run(reference, predictions, split, Classes.found(), Progress.NONE);
    }

    private static void failsWith(String message, Path reference, Path prediction, Split split) {
        DawsonException e = assertThrows(DawsonException.class,
            () -> Evaluation.run(reference, prediction, split, Classes.found(), Progress.NONE));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    /** A box of 2×2×{@code depth} voxels of label 1. */
    private static Volume box(int depth) {
        return Masks.fill(Masks.empty(SHAPE, 1, 2, 3), 1, 1, 3, 1, 3, 0, depth);
    }

    private static void write(Volume volume, Path file) {
        NiftiWriter.write(volume, file, NiftiType.UINT8);
    }
}
