package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.evaluate.ScoresTable.ScoresSummary;
import org.dawsonmri.evaluate.score.Masks;
import org.dawsonmri.evaluate.score.ScoreSettings;
import org.dawsonmri.evaluate.score.Scores;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

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
    void aClassThatIsNowhereIsWarnedOf() {
        write(box(2), references.resolve("a.nii.gz"));
        write(box(3), predictions.resolve("a.nii.gz"));
        List<String> said = new ArrayList<>();
        Evaluation.run(references, predictions, null, Classes.of(List.of(1, 7), List.of("lesion", "hole")),
            event -> {
                if (event.type() == Event.Type.WARNING) {
                    said.add(event.text());
                }
            });
        assertEquals(List.of("class 7 hole is in no reference and in no prediction: its scores have no mean"), said);
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

    /** Each of these is one row; the good case still has its scores. */
    @Test
    void brokenValuesAndOneSidedLabelsAreRows() {
        for (String name : List.of("good", "madeup", "missed", "nan", "nothing")) {
            write(name.matches("madeup|nothing") ? Masks.empty(SHAPE, 1, 2, 3) : box(2),
                references.resolve(name + ".nii.gz"));
            write(name.matches("missed|nothing") ? Masks.empty(SHAPE, 1, 2, 3) : box(2),
                predictions.resolve(name + ".nii.gz"));
        }
        Volume nan = box(2);
        nan.voxels()[7] = Float.NaN;
        NiftiWriter.write(nan, predictions.resolve("nan.nii.gz"), NiftiType.FLOAT32);
        ScoresTable table = run(references, null);
        assertEquals(List.of(Status.OK, Status.EMPTY_REF, Status.EMPTY_PRED, Status.FAILED, Status.EMPTY_BOTH),
            table.rows().stream().map(ScoresRow::status).toList());
        assertTrue(table.rows().get(3).reason().contains("found NaN at voxel (1, 1, 0)"), table.rows().get(3).reason());
        ScoresSummary dice = table.summary().get(0);
        assertEquals(3, dice.statistics().n());
        assertEquals(1, dice.statistics().undefined());
        assertEquals(1.0 / 3, dice.statistics().mean(), 1e-12, "what was missed or made up is in the mean as 0");
    }

    @Test
    void probabilitiesBelongToTheirCases() throws IOException {
        Path maps = Files.createDirectory(folder.resolve("maps"));
        for (String name : List.of("a", "b", "c", "d")) {
            write(box(2), references.resolve(name + ".nii.gz"));
            write(box(2), predictions.resolve(name + ".nii.gz"));
        }
        Volume half = box(2);
        for (int i = 0; i < half.voxels().length; i++) {
            half.voxels()[i] *= 0.5f;
        }
        Volume tooMuch = half.with(half.voxels().clone());
        tooMuch.voxels()[7] = 1.5f;
        NiftiWriter.write(half, maps.resolve("a_probabilities.nii.gz"), NiftiType.FLOAT32);
        NiftiWriter.write(tooMuch, maps.resolve("b.nii.gz"), NiftiType.FLOAT32);
        NiftiWriter.write(Masks.empty(new int[] {6, 5, 3}, 1, 2, 3), maps.resolve("c.nii.gz"), NiftiType.FLOAT32);
        ScoresTable table = runWith(maps, Classes.found());
        assertEquals(8 * 0.25 / 120, table.rows().get(0).score("mse"), 1e-7);
        assertEquals(1, table.rows().get(0).score("average_precision"));
        assertEquals(3, table.failed().size());
        for (int i = 1; i < 4; i++) {
            String expected = List.of("found 1.5 at voxel (1, 1, 0)", "has 6×5×3 voxels", "no file of probabilities")
                .get(i - 1);
            assertTrue(table.rows().get(i).reason().contains(expected), table.rows().get(i).reason());
        }
        ScoresTable same = runWith(predictions, Classes.found());
        assertTrue(same.rows().get(0).reason().contains("as prediction and as probabilities"),
            same.rows().get(0).reason());
        assertThrows(DawsonException.class, () -> runWith(null, Classes.found()));
    }

    @Test
    void framesBelongToTheClassesNamed() throws IOException {
        Path maps = Files.createDirectory(folder.resolve("maps"));
        write(Masks.fill(box(2), 5, 4, 5, 0, 5, 0, 4), references.resolve("a.nii.gz"));
        write(box(2), predictions.resolve("a.nii.gz"));
        Volume five = Masks.fill(Masks.empty(SHAPE, 1, 2, 3), 1, 4, 5, 0, 5, 0, 4);
        NiftiWriter.write(List.of(box(2), five), maps.resolve("a.nii.gz"), NiftiType.FLOAT32);
        List<ScoresRow> named = runWith(maps, Classes.of(List.of(1, 5), List.of())).rows();
        assertEquals(List.of(0.0, 0.0), named.stream().map(row -> row.score("mse")).toList());
        List<ScoresRow> found = runWith(maps, Classes.found()).rows();
        assertEquals(0, found.get(0).score("mse"));
        assertEquals(Double.NaN, found.get(1).score("mse"));
        assertTrue(found.get(1).reason().contains("no probabilities of this class in a.nii.gz, which has maps of 2"),
            found.get(1).reason());
    }

    private ScoresTable runWith(Path maps, Classes classes) {
        return Evaluation.run(new Reference(references, null), predictions, maps, classes,
            Scores.of(List.of("overlap", "probability"), ScoreSettings.DEFAULT), Progress.NONE);
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
        Progress progress = event -> events.add(event.type() + " " + event.values());
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
            public void event(Event event) {
                fail("no event after cancel: " + event);
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class,
            () -> Evaluation.run(references, predictions, null, Classes.found(), cancelled));
    }

    /**
     * A mistake of Dawson's that nobody knows of; here, whoever hears of a header without a place in the scanner dies.
     */
    @Test
    void aCaseThatFailsInAnyWayIsARowAndTheOthersGoOn() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            write(box(2), references.resolve(name + ".nii"));
            write(box(2), predictions.resolve(name + ".nii"));
        }
        withoutPlace(references.resolve("b.nii"));
        Path odd = predictions.resolve("b.nii");
        ScoresTable table = Evaluation.run(references, predictions, null, Classes.found(), new Endless());
        assertEquals(List.of(Status.OK, Status.FAILED, Status.OK),
            table.rows().stream().map(ScoresRow::status).toList());
        String reason = table.failed().get(0).reason();
        assertTrue(reason.startsWith(odd + " against " + references.resolve("b.nii")
            + ": unexpected java.lang.StackOverflowError (in EvaluationRunTest.java, line "), reason);
        assertTrue(reason.endsWith("; please report this"), reason);
    }

    private record Endless() implements Progress {

        @Override
        public void event(Event event) {
            if (event.type() == Event.Type.WARNING) {
                endless(0);
            }
        }

        /** NB: calls nothing else, in which the stack could overflow, too. */
        private static int endless(int depth) {
            return endless(depth + 1) + 1;
        }
    }

    /** Takes qform and sform away. */
    private static void withoutPlace(Path nifti) throws IOException {
        byte[] bytes = Files.readAllBytes(nifti);
        Arrays.fill(bytes, 252, 256, (byte) 0);
        Files.write(nifti, bytes);
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
