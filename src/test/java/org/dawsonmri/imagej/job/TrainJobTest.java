package org.dawsonmri.imagej.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.LabelledSlices;
import org.dawsonmri.imagej.Fixtures;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.macro.Interpreter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** From open images to the worker's data set and command line; nothing is trained here. */
class TrainJobTest {

    @TempDir
    private Path dir;
    private final Volume scan = Fixtures.scan(Fixtures.oblique(), 1);
    private final Volume labels = Fixtures.labels(Fixtures.oblique());
    private ImagePlus openScan;
    private ImagePlus openLabels;
    private List<String> arguments;

    @BeforeEach
    void openImages() {
        openScan = Images.toImagePlus(scan.named("my scan"));
        openLabels = Images.toImagePlus(labels.named("my labels"));
        ClassNames.attach(openLabels, Map.of(1, "grey matter", 2, "lesion", 9, "unused"));
        Interpreter.batchMode = true;
        Interpreter.addBatchModeImage(openScan);
        Interpreter.addBatchModeImage(openLabels);
        NiftiWriter.write(scan, dir.resolve("t1.nii"), NiftiType.FLOAT32);
        NiftiWriter.write(labels, dir.resolve("l2.nii"), NiftiType.UINT8);
    }

    @AfterEach
    void close() {
        Interpreter.removeBatchModeImage(openScan);
        Interpreter.removeBatchModeImage(openLabels);
        Interpreter.batchMode = false;
    }

    @Test
    void openImagesBecomeADataSetWithTheirGeometryAndSlices() {
        Path file = dir.resolve("t1.nii");
        OpenPairs pairs = pairs("my scan; " + file, "FLAIR", "T1=" + file + "; my scan",
            "my labels; " + dir.resolve("l2.nii"), "", List.of());
        train(pairs, 1, List.of("--epochs", "3"));
        assertEquals(List.of("train", "--data", dir.resolve("model_data").toString(), "--out",
            dir.resolve("model").toString(), "--epochs", "3", "--class-names", "grey matter,lesion"), arguments);
        Dataset data = Dataset.read(dir.resolve("model_data"));
        assertEquals(List.of("FLAIR", "T1"), data.modalities());
        assertEquals("[01_my scan train labelled, 02_t1 validation labelled]", data.subjects().stream()
            .map(s -> s.id() + " " + s.split().text() + " " + s.slices().text()).toList().toString());
        Volume saved = NiftiReader.read(data.subjects().get(0).scans().get("FLAIR"));
        assertArrayEquals(scan.voxels(), saved.voxels());
        assertEquals(0, scan.geometry().maxCornerDistanceMm(saved.geometry()), 1e-4);
        assertArrayEquals(labels.voxels(), NiftiReader.read(data.subjects().get(0).label()).voxels());
    }

    @Test
    void classesWithoutANameAndClassesOnUnlabelledSlicesAreNotNamed() {
        ClassNames.attach(openLabels, Map.of(1, "cord"));
        train(pairs("my scan", "", "", "my labels", "", List.of()), 0, List.of());
        assertEquals(5, arguments.size(), arguments.toString());
        UnfinishedFolder.delete(dir.resolve("model_data"));
        // Only the first slice, on which only class 1 is.
        openLabels.getStack().getProcessor(1).set(0, 1);
        train(pairs("my scan", "", "", "my labels", "1", List.of()), 0, List.of());
        assertEquals(List.of("--class-names", "cord"), arguments.subList(5, 7));
        assertEquals("1", Dataset.read(dir.resolve("model_data")).subjects().get(0).slices().text());
    }

    @Test
    void afterACancelNothingIsLeft() {
        TrainJob job = new TrainJob(dir.resolve("model"), List.of(), (given, progress) -> {
            assertTrue(Files.exists(dir.resolve("model_data/dataset.tsv")));
            throw new CancelledException();
        });
        try (OpenScans scans = new OpenScans(null, Progress.NONE)) {
            assertThrows(CancelledException.class,
                () -> job.train(pairs("my scan", "", "", "my labels", "", List.of()), 0, scans, Progress.NONE));
        }
        assertFalse(Files.exists(dir.resolve("model_data")));
    }

    @Test
    void theModelToStartFromNamesTheModality() {
        assertEquals(List.of("T2", "T1"),
            pairs("my scan", "", "T1=a, b.nii", "my labels", "", List.of("T1", "T2")).modalities());
        assertEquals("a, b.nii", pairs("my scan", "", "T1=a, b.nii", "my labels", "", List.of("T1", "T2")).pairs()
            .get(0).scans().get("T1"));
        assertEquals(List.of("scan"), pairs("my scan", "", "", "my labels", "", List.of()).modalities());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''     |      |                | la       |      | 'scan': is empty
        a; b   |      |                | la       |      | 'labels': names 1, but 'scan' names 2
        a      |      |                | ''       |      | 'labels': is empty
        a; b   |      | T1=c           | la; lb   |      | 'channels': names 1, but 'scan' names 2
        a      |      | T1             | la       |      | 'channels': 'T1' is not understood
        a      |      | label=x        | la       |      | 'channels': 'label=x' is not understood
        a      |      | T1=x, T1=y     | la       |      | 'channels': names T1 twice
        a      | T1   | T1=x           | la       |      | 'modality': is T1, which 'channels' names, too
        a      | split|                | la       |      | 'modality': is split, which cannot be
        a      |      |                | la       | 3-2  | 'slices': slices has '3-2'
        a      |      |                | la       | 1; 2 | 'slices': names 2, but 'scan' names 1
        """)
    void wrongFormsAreRefused(String scans, String modality, String channels, String labelled, String slices,
        String expected) {
        String message = assertThrows(DawsonException.class, () -> pairs(scans, text(modality), text(channels),
            text(labelled), text(slices), List.of())).getMessage();
        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeTheWorkerStarts() throws IOException {
        NiftiWriter.write(Volume.zeros(Fixtures.oblique(), "empty"), dir.resolve("empty.nii"), NiftiType.UINT8);
        refused("none has one", "my scan", dir.resolve("empty.nii").toString(), 0);
        refused("expected labels, which are whole numbers", "my scan", "my scan", 0);
        refused("'validation': is 1 of 1 scans", "my scan", "my labels", 1);
        refused("'gone': is neither a file", "gone", "my labels", 0);
        Files.createDirectories(dir.resolve("model_data/something"));
        assertTrue(assertThrows(DawsonException.class, () -> new TrainJob(dir.resolve("model"), List.of(), null))
            .getMessage().contains("model_data: is not empty, and nothing in it shall be lost"));
    }

    // -- Helper methods --

    private void refused(String expected, String scanName, String label, int validation) {
        String message = assertThrows(DawsonException.class,
            () -> train(pairs(scanName, "", "", label, "", List.of()), validation, List.of())).getMessage();
        assertTrue(message.contains(expected), message);
        assertFalse(Files.exists(dir.resolve("model_data")));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    private static OpenPairs pairs(String scans, String modality, String channels, String labelled, String slices,
        List<String> wanted) {
        return OpenPairs.read(scans, modality, channels, labelled, slices, LabelledSlices.FOUND, wanted);
    }

    private void train(OpenPairs pairs, int validation, List<String> options) {
        try (OpenScans scans = new OpenScans(null, Progress.NONE)) {
            new TrainJob(dir.resolve("model"), options, (given, progress) -> arguments = given)
                .train(pairs, validation, scans, Progress.NONE);
        }
    }
}
