package org.dawsonmri.imagej.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.imagej.Fixtures;
import org.dawsonmri.imagej.image.HeatOverlay;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.OverlayLayers;
import org.dawsonmri.imagej.job.SegmentJob.Display;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.macro.Interpreter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The road to the worker and back; the worker's part is played by a threshold at 0 of the first scan. */
class SegmentJobTest {

    private static final String SCAN = "--scan=FLAIR=";

    @TempDir
    private Path dir;
    private final Volume scan = Fixtures.scan(Fixtures.oblique(), 1);
    private ImagePlus open;
    private List<String> arguments;

    @BeforeEach
    void openScan() throws IOException {
        describe(dir, "FLAIR", "T1");
        open = Images.toImagePlus(scan.named("brain (1)"));
        Interpreter.batchMode = true;
        Interpreter.addBatchModeImage(open); // where images of a macro without windows live
        NiftiWriter.write(scan, dir.resolve("t1.nii"), NiftiType.FLOAT32);
    }

    @AfterEach
    void close() {
        Interpreter.removeBatchModeImage(open);
        Interpreter.batchMode = false;
    }

    @Test
    void openImagesTravelWithTheirValuesAndTheResultHasTheirGeometry() {
        ImagePlus labels = job("").segment("brain (1)", "T1=" + dir.resolve("t1.nii"), "",
            new Display(true, false, 0.4), null, Progress.NONE);
        Volume found = Images.toVolume(labels, Progress.NONE);
        assertArrayEquals(threshold(scan).voxels(), found.voxels());
        assertEquals(0, scan.geometry().maxCornerDistanceMm(found.geometry()), 1e-4); // NIfTI holds 32-bit floats
        assertEquals("brain (1)_labels.nii.gz", labels.getTitle());
        assertEquals(4, open.getOverlay().size());
        assertTrue(arguments.contains("--scan=T1=" + dir.resolve("t1.nii")), arguments.toString());
        Path temporary = scan(arguments).orElseThrow();
        assertFalse(Files.exists(temporary));
    }

    @Test
    void aChannelThatIsCalledLikeAnOptionIsNone() throws IOException {
        describe(dir, "--probabilities");
        Path out = dir.resolve("out.nii");
        new SegmentJob(List.of(dir.toString()), "", new JsonObject(), Existing.REFUSE, false,
            (given, progress) -> {
            assertEquals(List.of("--scan=--probabilities=" + dir.resolve("t1.nii")), given.subList(5, given.size()));
            NiftiWriter.write(scan, out, NiftiType.FLOAT32);
        }).segment(dir.resolve("t1.nii").toString(), "", out.toString(), Display.NONE, null, Progress.NONE);
    }

    @Test
    void optionsGoToTheWorker() {
        Path out = dir.resolve("labels.nii.gz");
        JsonObject settings = JsonParser.parseString("{\"min_size_mm3\": 12.5, \"flips\": true, \"grid\": \"strict\"}")
            .getAsJsonObject();
        List<JsonObject> written = new ArrayList<>();
        new SegmentJob(List.of(dir.toString()), dir.resolve("p.nii.gz").toString(), settings, Existing.REFUSE, false,
            (given, progress) -> {
                written.add(TrainingConfig.readFile(Path.of(given.get(given.indexOf("--config") + 1))));
                work(given, progress);
            }).segment("brain (1)", "T1=brain (1)", out.toString(), Display.NONE, null,
                Progress.NONE);
        assertEquals(List.of("segment", "--model", dir.toString(), "--out", out.toString(), "--probabilities",
            dir.resolve("p.nii.gz").toString(), "--config"), arguments.subList(0, 8));
        assertEquals(List.of(settings), written);
        assertEquals(new SegmentOptions(Precision.AUTO, 0, 12.5, true, new JsonObject(), GridRule.STRICT),
            Settings.read(new SegmentOptions(), written.get(0), "test"));
        assertFalse(Files.exists(Path.of(arguments.get(8))));
        assertTrue(Files.exists(out));
        assertEquals(null, open.getOverlay());
    }

    @Test
    void heatIsDrawnFromProbabilitiesThatNobodyKeeps() {
        job("").segment("brain (1)", "T1=" + dir.resolve("t1.nii"), "", new Display(false, true, 0.7), null,
            Progress.NONE);
        Path maps = Path.of(arguments.get(arguments.indexOf("--probabilities") + 1));
        assertFalse(Files.exists(maps));
        assertEquals(List.of(HeatOverlay.NAME), OverlayLayers.names(open));
        assertEquals(0.7, OverlayLayers.opacity(open, HeatOverlay.NAME));
        Path kept = dir.resolve("p.nii");
        job(kept.toString()).segment("brain (1)", "T1=" + dir.resolve("t1.nii"), "", new Display(true, true, 0.5), null,
            Progress.NONE);
        assertTrue(Files.exists(kept));
        assertEquals(List.of(HeatOverlay.NAME, "prediction"), OverlayLayers.names(open));
    }

    @Test
    void anEnsembleGetsTheChannelsOfAllItsModels() throws IOException {
        Path other = Files.createDirectory(dir.resolve("other model"));
        describe(other, "T2", "T1");
        List<String> models = SegmentJob.models(" " + dir + " ;" + other + "\n;");
        assertEquals(List.of(dir.toString(), other.toString()), models);
        assertEquals(List.of("FLAIR", "T1", "T2"), ModelChannels.readAll(models));
        new SegmentJob(models, "", new JsonObject(), Existing.REFUSE, true, this::work)
            .segmentAll("data.tsv", "", "", "results", Progress.NONE);
        assertEquals(List.of("segment", "--model", dir.toString(), "--model", other.toString(), "--out", "results",
            "--profile", "--data", "data.tsv"), arguments);
    }

    @Test
    void aDataSetGoesToTheWorkerWhole() {
        job("").segmentAll("data.tsv", "", "", "results", Progress.NONE);
        assertEquals(List.of("segment", "--model", dir.toString(), "--out", "results", "--data", "data.tsv"),
            arguments);
        job("").segmentAll("data.tsv", "test", "", "results", Progress.NONE);
        assertEquals(List.of("--split", "test"), arguments.subList(arguments.size() - 2, arguments.size()));
        assertTrue(assertThrows(DawsonException.class, () -> job("p.nii").segmentAll("d", "", "", "r", Progress.NONE))
            .getMessage().startsWith("'probabilities'"));
    }

    @Test
    void channelsAreAssignedByName() {
        List<String> names = List.of("FLAIR", "T1", "T2");
        assertEquals("{FLAIR=a, T1=b, c, T2=d}",
            ModelChannels.assign(names, "a", "T2=d, T1=b, c").toString());
        assertEquals("{FLAIR=x, T1=a, T2=y}", ModelChannels.assign(names, "a", "FLAIR=x,T2=y").toString());
        refused(names, "T1=b", "'scan' can be only one of FLAIR, T2");
        refused(names, "T1=b, T2=c, FLAIR=d", "none is left for 'scan'");
        refused(names, "PD=b", "NAME is one of FLAIR, T1, T2");
        refused(names, "T1=b, T1=c", "names T1 twice");
        refused(names, "b.nii", "'b.nii' is not understood");
    }

    @Test
    void modelsWithoutChannelsAreRefused() throws IOException {
        for (String text : List.of("", "[]", "{}", "{\"channels\": 3}", "{\"channels\": [", "{\"channels\": [{}]}")) {
            Files.writeString(dir.resolve("dawson.json"), text);
            String message = assertThrows(DawsonException.class, () -> ModelChannels.read(dir)).getMessage();
            assertTrue(message.startsWith(dir.resolve("dawson.json").toString()), text + " gave " + message);
            assertFalse(message.contains("\n"), message);
        }
    }

    // -- Helper methods --

    private void refused(List<String> names, String channels, String expected) {
        String message = assertThrows(DawsonException.class, () -> ModelChannels.assign(names, "a", channels))
            .getMessage();
        assertTrue(message.contains(expected), message);
    }

    private static void describe(Path model, String... channels) throws IOException {
        Files.writeString(model.resolve("dawson.json"), new ModelDescription(ModelDescription.FORMAT, List.of(channels),
            List.of(), 1, null, 1, new TrainingConfig(), Map.of(), Map.of()).toText());
    }

    private SegmentJob job(String probabilities) {
        return new SegmentJob(List.of(dir.toString()), probabilities, new JsonObject(), Existing.REFUSE, false,
            this::work);
    }

    private void work(List<String> given, Progress progress) {
        arguments = new ArrayList<>(given);
        if (scan(given).isPresent()) {
            Volume input = NiftiReader.read(scan(given).get());
            NiftiWriter.write(threshold(input), Path.of(given.get(4)), NiftiType.UINT8);
            int maps = given.indexOf("--probabilities") + 1;
            if (maps > 0) {
                NiftiWriter.write(threshold(input), Path.of(given.get(maps)), NiftiType.FLOAT32);
            }
        }
    }

    private static Optional<Path> scan(List<String> arguments) {
        return arguments.stream().filter(word -> word.startsWith(SCAN)).findFirst()
            .map(word -> Path.of(word.substring(SCAN.length())));
    }

    private static Volume threshold(Volume volume) {
        float[] labels = new float[volume.voxels().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = volume.voxels()[i] > 0 ? 1 : 0;
        }
        return volume.with(labels);
    }
}
