package org.dawsonmri.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.segment.Segmenter;
import org.dawsonmri.train.BlobDataset;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What leaves with a model, and what does not. */
@Tag("slow")
class ModelExportTest {

    private static final String SUBJECT = "Zebulon-Quux";
    private static final ExportFormat ZIP = ExportFormats.of("zip");

    @TempDir
    private static Path folder;
    private static Path data;
    private static ModelFolder model;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void train() throws IOException {
        data = Files.createDirectory(folder.resolve("Prof-Wernicke-study"));
        Path table = BlobDataset.write(data);
        Files.writeString(table, Files.readString(table).replaceAll("(?m)^s(\\d)\t", SUBJECT + "-$1\t"));
        model = new ModelFolder(folder.resolve("model of Dr Broca"));
        TrainingConfig config = BlobDataset.config(1)
            .with(JsonParser.parseString("{\"benchmark_slices\": [{\"subject\": \""
            + SUBJECT + "-3\", \"slice\": 3}]}").getAsJsonObject(), "test");
        Trainer.train(config, Dataset.read(table), model.path(), Progress.NONE);
        Files.writeString(model.path().resolve("notes.txt"), SUBJECT);
    }

    @Test
    void noNameLeavesWithIt() throws Exception {
        assertTrue(everything(model.path()).contains(SUBJECT), "there is nothing to leave out");
        Path zip = temporary.resolve("lesions.zip");
        ExportedModel exported = ModelExport.write(model, zip, ZIP, Credits.NONE, false, Progress.NONE);
        Map<String, byte[]> entries = entries(zip);
        assertEquals(Set.of("dawson.json", "rdf.yaml", "saved_model/saved_model.pb", "test_input.npy",
            "test_output.npy", "history.csv"), entries.keySet());
        assertEquals(List.of("benchmark/", "checkpoint/", "notes.txt", "tensorboard/"), exported.leftOut());
        StringBuilder all = new StringBuilder(latin(Files.readAllBytes(zip)));
        StringBuilder texts = new StringBuilder();
        entries.forEach((name, bytes) -> (name.matches(".*(json|yaml|csv)") ? texts : all).append(latin(bytes)));
        all.append(texts);
        for (String secret : List.of(SUBJECT, "Wernicke", "Broca", folder.toString(), System.getProperty("user.home"),
            System.getProperty("user.name"), InetAddress.getLocalHost().getHostName())) {
            // NB: any two letters are somewhere among the weights.
            boolean found = secret.length() > 4 ? all.toString().contains(secret)
                : Pattern.compile("\\b" + Pattern.quote(secret) + "\\b").matcher(texts).find();
            assertFalse(found, secret);
        }
        ModelDescription shared = unzipped(zip).readDescription();
        assertEquals("3", shared.provenance().get("training_subjects"));
        assertNull(shared.provenance().get("dataset"));
        assertEquals(List.of(), shared.config().benchmarkSlices());
        assertEquals(model.readDescription().scores(), shared.scores());
    }

    @Test
    void itSegmentsAsBeforeAndItsSumsFit() throws Exception {
        Path zip = temporary.resolve("lesions.zip");
        ExportedModel exported = ModelExport.write(model, zip, ZIP, Credits.NONE, false, Progress.NONE);
        ModelFolder there = unzipped(zip);
        Volume[] scan = BlobDataset.subject(77, Affine.scaling(1, 1, 2));
        assertArrayEquals(segment(model, scan), segment(there, scan));
        String sum = Sha256.of(there.weights(), Progress.NONE);
        assertEquals(sum, there.readDescription().weightsSha256());
        assertEquals(sum, model.readDescription().weightsSha256());
        for (ExportedFile file : exported.files()) {
            assertEquals(file.bytes(), Files.size(there.path().resolve(file.name())), file.name());
            assertEquals(file.sha256(), Sha256.of(there.path().resolve(file.name()), Progress.NONE), file.name());
        }
        byte[] before = Files.readAllBytes(zip);
        ModelExport.write(model, zip, ZIP, Credits.NONE, true, Progress.NONE);
        assertArrayEquals(before, Files.readAllBytes(zip));
    }

    @Test
    void authorsAndLicenseAreThoseThatWereGiven() throws Exception {
        Map<String, Object> own = new Yaml().load(Files.readString(model.path().resolve("rdf.yaml")));
        assertFalse(own.containsKey("authors") || own.containsKey("license"), own.toString());
        Path zip = temporary.resolve("lesions.zip");
        ModelExport.write(model, zip, ZIP, Credits.NONE, false, Progress.NONE);
        Map<String, Object> none = new Yaml().load(latin(entries(zip).get("rdf.yaml")));
        assertFalse(none.containsKey("authors") || none.containsKey("license"), none.toString());
        assertEquals("lesions", none.get("name"));
        ModelExport.write(model, zip, ZIP, new Credits(List.of("A. Bee", " C. Dee "), "CC0-1.0"), true, Progress.NONE);
        Map<String, Object> two = new Yaml().load(latin(entries(zip).get("rdf.yaml")));
        assertEquals(List.of(Map.of("name", "A. Bee"), Map.of("name", "C. Dee")), two.get("authors"));
        assertEquals("CC0-1.0", two.get("license"));
        assertThrows(DawsonException.class, () -> new Credits(List.of(" "), ""));
        assertThrows(DawsonException.class, () -> new Credits(List.of(), "mine, all mine"));
    }

    @Test
    void aCascadeTakesBothItsNetworksAlong() throws Exception {
        ModelFolder cascade = new ModelFolder(temporary.resolve("cascade"));
        for (int stage : List.of(1, 2)) {
            SmallModels.write(cascade.stage(stage).path(), "cascade-valverde", "{\"filters\": 2, \"units\": 4}", 2);
        }
        cascade.writeCascade(cascade.stage(1).readDescription().withProvenance("training_subjects", SUBJECT + " b"));
        Files.writeString(cascade.history(), "stage,epoch,loss\n1,1,0.5\n1,2,NaN\n");
        Path zip = temporary.resolve("c.zip");
        ModelExport.write(cascade, zip, ZIP, Credits.NONE, false, Progress.NONE);
        assertEquals(Set.of("dawson.json", "history.csv", "stage1/dawson.json", "stage1/rdf.yaml",
            "stage1/saved_model/saved_model.pb", "stage1/test_input.npy", "stage1/test_output.npy",
            "stage2/dawson.json",
            "stage2/rdf.yaml", "stage2/saved_model/saved_model.pb", "stage2/test_input.npy", "stage2/test_output.npy"),
            entries(zip).keySet());
        ModelFolder there = unzipped(zip);
        assertEquals("2", there.readDescription().provenance().get("training_subjects"));
        Volume[] scan = BlobDataset.subject(77, Affine.scaling(1, 1, 2));
        assertArrayEquals(segment(cascade, scan), segment(there, scan));
        Files.writeString(cascade.history(), "epoch\n1\n2 " + SUBJECT + "\n");
        ModelExport.write(cascade, zip, ZIP, Credits.NONE, true, Progress.NONE);
        assertFalse(entries(zip).containsKey("history.csv"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        out.npz     | expected a name that ends in .zip
        .zip        | expected a name that ends in .zip
        there.zip/a.zip | is a file, not a folder
        there.zip   | is there already; replace it with --overwrite
        """)
    void outputsAreLookedAtFirst(String name, String message) throws Exception {
        Files.writeString(temporary.resolve("there.zip"), "precious");
        DawsonException e = assertThrows(DawsonException.class, () ->
            ModelExport.write(model, temporary.resolve(name), ZIP, Credits.NONE, false, Progress.NONE));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals("precious", Files.readString(temporary.resolve("there.zip")));
    }

    @Test
    void damagedAndUnfinishedModelsAreNotPassedOn() throws Exception {
        ModelFolder bad = SmallModels.write(temporary.resolve("bad"), "unet", "{\"base_filters\": 2, \"depth\": 1}", 1);
        byte[] bytes = Files.readAllBytes(bad.weights());
        bytes[bytes.length / 2] ^= 1;
        Files.write(bad.weights(), bytes);
        Path zip = temporary.resolve("a.zip");
        assertThrows(DawsonException.class, () -> ModelExport.write(bad, zip, ZIP, Credits.NONE, false, Progress.NONE));
        Files.delete(bad.weights());
        assertThrows(DawsonException.class, () -> ModelExport.write(bad, zip, ZIP, Credits.NONE, false, Progress.NONE));
        assertFalse(Files.exists(zip));
    }

    @Test
    void onTheCommandLine() {
        StringWriter out = new StringWriter();
        Path zip = temporary.resolve("m.zip");
        assertEquals(0, run(out, "export", model.path().toString(), "--out", zip.toString()));
        assertTrue(out.toString().contains("saved_model/saved_model.pb"), out.toString());
        assertTrue(out.toString().contains("left out: benchmark/, checkpoint/, notes.txt, tensorboard/"),
            out.toString());
        assertTrue(out.toString().contains("without author and license"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(1, run(out, "export", model.path().toString(), "--out", zip.toString()));
        assertEquals(0, run(out, "export", model.path().toString(), "--out", zip.toString(), "--overwrite", "--json",
            "--author", "A", "--author", "B", "--license", "MIT"));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(6, json.getAsJsonArray("files").size());
        assertEquals("zip", json.get("format").getAsString());
        assertEquals(1, run(out, "export", model.path().toString(), "--out", zip.toString(), "--format", "onnx"));
        assertEquals(1, run(out, "export", folder.toString(), "--out", temporary.resolve("n.zip").toString()));
        assertEquals(2, run(out, "export", "--out", zip.toString()));
    }

    // -- Helper methods --

    private static int run(StringWriter out, String... arguments) {
        return Dawson.run(new PrintWriter(out), new PrintWriter(new StringWriter()), arguments);
    }

    private static float[] segment(ModelFolder model, Volume[] scan) {
        try (Segmenter segmenter = Segmenter.open(model.path(), new SegmentOptions(Precision.FLOAT32, 1, 0))) {
            return segmenter.segment(Map.of("A", scan[0], "B", scan[1]), Progress.NONE).probabilities().get(0).voxels();
        }
    }

    private static Map<String, byte[]> entries(Path zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private ModelFolder unzipped(Path zip) throws IOException {
        Path there = Files.createTempDirectory(temporary, "unzipped");
        for (Map.Entry<String, byte[]> entry : entries(zip).entrySet()) {
            Path file = there.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        return new ModelFolder(there);
    }

    private static String everything(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(latin(Files.readAllBytes(file)));
            }
        }
        return all.toString();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
