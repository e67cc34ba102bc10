package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Phase;
import org.dawsonmri.Settings;
import org.dawsonmri.measure.Profile;
import org.dawsonmri.measure.ProfileFiles;
import org.dawsonmri.train.BlobDataset;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dawson profile}, {@code dawson compare-profiles} and what other commands record, as they are typed. */
@Tag("slow")
class ProfileTest {

    private static final String[] SMALL = {"--network-options", "{\"base_filters\": 2, \"depth\": 1}", "--size",
        "16x12", "--batch-size", "2", "--steps", "3", "--epochs", "2", "--threads", "1", "--progress", "none"};

    @TempDir
    private Path dir;
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void aRunLeavesItsProfileAndTheNotesOfAStep() throws IOException {
        assertEquals(0, run(SMALL, "profile-run", "--network", "unet", "--precision", "float32", "--period", "50",
            "--trace", "--out", dir.toString()), errors::toString);
        Profile profile = ProfileFiles.read(dir);
        assertEquals(List.of(Phase.OTHER, Phase.PREPARE, Phase.GRAPH, Phase.FIRST_STEP, Phase.TRAIN, Phase.TRAIN,
            Phase.EVALUATION, Phase.EVALUATION, Phase.OTHER), profile.spans().stream().map(s -> s.phase()).toList());
        assertTrue(profile.spans().stream().filter(s -> s.phase() == Phase.TRAIN)
            .allMatch(s -> s.imagesPerSecond() > 0));
        assertEquals("float32", profile.about().get("precision"));
        assertTrue(Files.readString(dir.resolve("operations.csv")).contains("Conv2D"));
        JsonArray events = JsonParser.parseString(Files.readString(dir.resolve("trace.json"))).getAsJsonObject()
            .getAsJsonArray("traceEvents");
        assertTrue(events.size() > 20);
        List<String> nodes = Files.readAllLines(dir.resolve("nodes.csv"));
        assertTrue(nodes.stream().skip(1).anyMatch(line -> Double.parseDouble(line.split(",")[4]) > 0), "memory");
    }

    @Test
    void eachRunHasItsOwnProcess() throws IOException {
        Path out = dir.resolve("out");
        assertEquals(0, run(SMALL, "profile", "--network", "unet", "--repeats", "1", "--out", out.toString()),
            errors::toString);
        assertTrue(output.toString().contains("CPU memory utilization in training (avg GB)"), output::toString);
        assertTrue(Files.exists(out.resolve("unet-float32/run-1/profile.csv")));
        for (String file : List.of("table.csv", "table.txt", "report.html", "summary.csv")) {
            assertTrue(Files.size(out.resolve(file)) > 100, file);
        }
        output.getBuffer().setLength(0);
        assertEquals(0, run(new String[0], "compare-profiles", "A=" + out.resolve("unet-float32"),
            out.resolve("unet-float32/run-1/profile.csv").toString(), "--json", "--out", dir.resolve("c").toString()));
        assertEquals("[\"A\",\"run-1\"]",
            JsonParser.parseString(output.toString()).getAsJsonObject().get("profiles").toString());
        assertEquals(1, run(SMALL, "profile", "--out", out.toString()));
        assertTrue(errors.toString().contains("is not empty"), errors::toString);
    }

    @Test
    void trainingsAndSegmentationsAreProfiled() throws IOException {
        Path data = BlobDataset.write(dir);
        Path config = Files.writeString(dir.resolve("config.json"), Settings.toText(BlobDataset.config(2)));
        Path model = dir.resolve("model");
        assertEquals(0, run(new String[] {"--progress", "none", "--profile"}, "train", "--data", data.toString(),
            "--config", config.toString(), "--channels", "A", "--out", model.toString()), errors::toString);
        Profile profile = ProfileFiles.read(model);
        assertEquals(2, profile.all(Phase.TRAIN).size());
        assertEquals(2, profile.all(Phase.VALIDATION).size());
        assertEquals(1, profile.all(Phase.FIRST_STEP).size());
        assertTrue(profile.all(Phase.TRAIN).get(0).waitingShare() >= 0);
        assertTrue(profile.about().get("best_val_dice") instanceof Double, profile.about().toString());

        Path labels = dir.resolve("s3 labels.nii.gz");
        String scan = dir.resolve("s3_A.nii.gz").toString();
        assertEquals(0, run(new String[] {"--profile"}, "segment", "--model", model.toString(), "--scan", scan, "--out",
            labels.toString()), errors::toString);
        Profile inference = ProfileFiles.read(dir.resolve("s3 labels_profile.csv"));
        assertTrue(inference.all(Phase.INFERENCE).get(0).imagesPerSecond() > 0);
        for (String[] options : new String[][] {{}, {"--no-profile"}}) {
            Path second = Files.createDirectory(dir.resolve("without" + options.length));
            assertEquals(0, run(options, "segment", "--model", model.toString(), "--scan", scan,
                "--out", second.resolve("labels.nii.gz").toString()));
            assertEquals(1, second.toFile().list().length);
        }
    }

    @Test
    void mistakesAreOneLine() {
        refused("--size is 0", "--size", "0");
        refused("--repeats is 0", "--repeats", "0");
        refused("--steps is 0", "--steps", "0");
        refused("epochs is 0", "--epochs", "0");
        refused("--period is 5", "--period", "5");
        refused("unknown network 'vnet'", "--network", "unet,vnet");
        refused("names something twice", "--network", "unet,unet");
        refused("precision", "--precision", "float64");
        refused("not a JSON object", "--network-options", "3 filters");
    }

    private void refused(String message, String... options) {
        errors.getBuffer().setLength(0);
        List<String> line = new ArrayList<>(List.of("profile", "--out", dir.resolve("none").toString()));
        line.addAll(List.of(options));
        assertEquals(1, run(new String[] {"--progress", "none"}, line.toArray(String[]::new)), message);
        assertTrue(errors.toString().contains(message) && errors.toString().strip().lines().count() == 1,
            errors::toString);
        assertFalse(Files.exists(dir.resolve("none")));
    }

    private int run(String[] more, String... start) {
        List<String> line = new ArrayList<>(List.of(start));
        line.addAll(List.of(more));
        return Dawson.run(new PrintWriter(output, true), new PrintWriter(errors, true), line.toArray(String[]::new));
    }
}
