package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.convert.ConvertService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.script.ScriptService;
import org.scijava.util.FileUtils;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Script Editor's templates on tiny scans: ImageJ macros through ImageJ's interpreter, Groovy through SciJava,
 * which reads the {@code #@} lines and sets what they name.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class ScriptTemplatesTest {

    private static final Path MACROS = Path.of("macros");

    private final Context context = new Context(ScriptService.class, LogService.class, ConvertService.class);
    private final List<String> errors = new ArrayList<>();
    private Path dir;
    private Path data;
    private Path config;
    /** What Leave_One_Out.ijm made. */
    private Path left;

    @BeforeAll
    void leaveOneOut(@TempDir Path temporary) throws IOException {
        context.service(LogService.class).addLogListener(message -> {
            if (message.level() == LogLevel.ERROR && message.text() != null) { // SciJava's own exceptions have none
                errors.add(message.text());
            }
        });
        System.setProperty("dawson.worker.options", "-XX:TieredStopAtLevel=1"); // quick starts rather than quick loops
        dir = temporary;
        data = dir.resolve("my data");
        left = dir.resolve("leave one out");
        SampleData.write(data, SampleOptions.of(2, 16, null).withSeed(5), Progress.NONE);
        config = Files.writeString(dir.resolve("config.json"), "{\"channels\": [\"FLAIR\"], \"precision\": "
            + "\"FLOAT32\", \"network_options\": {\"base_filters\": 2, \"depth\": 1}}");
        Outcome outcome = ImageJMenu.run(Files.readString(MACROS.resolve("Leave_One_Out.ijm")),
            "data=[" + data + "] out=[" + left + "] epochs=1 validate=false config=[" + config + "]");
        assertNull(outcome.error());
    }

    @AfterAll
    void close() {
        context.dispose();
        System.clearProperty("dawson.worker.options");
    }

    /** As the Script Editor looks for them. */
    @Test
    void theEditorFindsTheMacrosThemselves() throws IOException {
        Map<String, URL> found = FileUtils.findResources(null, "script_templates/Dawson", new File("."));
        try (Stream<Path> files = Files.list(MACROS)) {
            assertEquals(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".md"))
                .collect(Collectors.toSet()), found.keySet());
        }
        for (String name : found.keySet()) {
            byte[] text = Files.readAllBytes(MACROS.resolve(name));
            try (var in = found.get(name).openStream()) {
                assertEquals(new String(text), new String(in.readAllBytes()), name);
            }
            for (byte b : text) {
                assertTrue(b > 0, name + ": the editor reads it in whatever encoding the computer has");
            }
        }
        for (String task : List.of("Segment_Folder", "Leave_One_Out", "Compare_Two_Models")) {
            assertTrue(found.keySet().containsAll(Set.of(task + ".ijm", task + ".groovy")), task);
        }
    }

    @Test
    @Order(1)
    void everybodyIsSegmentedByANetworkThatDoesNotKnowThem() throws IOException {
        assertEquals(Set.of("sub-01", "sub-02"), scored(left.resolve("scores.csv")));
        for (int fold = 1; fold <= 2; fold++) {
            Dataset table = Dataset.read(left.resolve("tables/fold-" + fold + ".tsv"));
            Subject person = table.subjects(Split.TEST).get(0);
            assertEquals("sub-0" + fold, person.id());
            String trained = Files.readString(left.resolve("models/fold-" + fold + "/dawson.json"));
            table.subjects(Split.TRAIN).forEach(subject -> assertTrue(trained.contains(subject.id())));
            assertEquals(NiftiReader.read(person.scans().get("FLAIR")).geometry(),
                NiftiReader.read(left.resolve("predictions/" + person.id() + ".nii.gz")).geometry());
        }
        assertTrue(Files.readString(left.resolve("report.html")).contains("sub-02"));
    }

    /** The second fold is as if the run had ended before it. */
    @Test
    @Order(2)
    void groovyGoesOnWhereTheMacroWasInterrupted() throws Exception {
        String first = Files.readString(left.resolve("models/fold-1/history.csv"));
        byte[] labels = Files.readAllBytes(left.resolve("predictions/sub-02.nii.gz"));
        String scores = Files.readString(left.resolve("scores.csv"));
        Files.move(left.resolve("models/fold-2"), dir.resolve("fold-2 of the macro"));
        Files.delete(left.resolve("predictions/sub-02.nii.gz"));
        Files.delete(left.resolve("scores.csv"));
        assertEquals("", groovy("Leave_One_Out", leaving(Map.of("resume", true))));
        assertEquals(first, Files.readString(left.resolve("models/fold-1/history.csv")));
        assertArrayEquals(labels, Files.readAllBytes(left.resolve("predictions/sub-02.nii.gz")));
        assertEquals(scores, Files.readString(left.resolve("scores.csv")));
    }

    @Test
    void bothLanguagesCompareAlike() throws Exception {
        Path first = left.resolve("models/fold-1");
        Path second = left.resolve("models/fold-2");
        Path macro = dir.resolve("compared");
        Outcome outcome = ImageJMenu.run(Files.readString(MACROS.resolve("Compare_Two_Models.ijm")), "data=["
            + left.resolve("tables/fold-1.tsv") + "] first=[" + first + "] second=[" + second + "] out=[" + macro
            + "]");
        assertNull(outcome.error());
        assertEquals(Set.of("sub-01"), scored(macro.resolve("first.csv")), "test people only");
        assertEquals(Set.of("sub-01"), scored(macro.resolve("second.csv")));
        Path groovy = dir.resolve("groovy compared");
        assertEquals("", groovy("Compare_Two_Models", Map.of("data", left.resolve("tables/fold-1.tsv").toFile(),
            "first", first.toFile(), "second", second.toFile(), "out", groovy.toFile(), "split", "test")));
        assertEquals(Files.readString(macro.resolve("comparison/differences.csv")),
            Files.readString(groovy.resolve("comparison/differences.csv")));
        assertTrue(Files.exists(groovy.resolve("comparison/report.html")));
    }

    @Test
    void groovySegmentsAFolderAndGoesOnAfterABadScan() throws Exception {
        Path scans = Files.createDirectory(dir.resolve("scans"));
        Files.copy(data.resolve("sub-02/FLAIR.nii.gz"), scans.resolve("a ] b.nii.gz"));
        Files.writeString(scans.resolve("bad.nii"), "no scan");
        Path out = dir.resolve("labels");
        String problem = groovy("Segment_Folder", Map.of("input", scans.toFile(), "model",
            left.resolve("models/fold-2").toFile(), "output", out.toFile(), "min_size", 0.0, "flips", false));
        assertTrue(problem.startsWith("bad.nii: ") && problem.contains("too short"), problem);
        List<String> rows = Files.readAllLines(out.resolve("segment_folder.csv"));
        assertEquals("\"a ] b.nii.gz\",\"a ] b_labels.nii.gz\",\"\"", rows.get(1));
        assertTrue(rows.get(2).startsWith("\"bad.nii\",\"\",\"") && rows.get(2).contains("too short"), rows.get(2));
        assertEquals(NiftiReader.read(data.resolve("sub-02/FLAIR.nii.gz")).geometry(),
            NiftiReader.read(out.resolve("a ] b_labels.nii.gz")).geometry());
    }

    @Test
    void groovyGivesImglib2ImagesAndTakesThem() throws Exception {
        Path out = dir.resolve("contrast");
        Path scan = data.resolve("sub-02/FLAIR.nii.gz");
        Map<String, Object> inputs = Map.of("scan", scan.toFile(), "model", left.resolve("models/fold-2").toFile(),
            "output", out.toFile(), "gammas", "1", "overwrite", false);
        assertEquals("", groovy("Contrast_Check", inputs));
        List<String> rows = Files.readAllLines(out.resolve("contrast_check.csv"));
        assertEquals("gamma,class,dice", rows.get(0));
        Volume written = NiftiReader.read(out.resolve("gamma_1.0.nii.gz"));
        Volume original = NiftiReader.read(scan);
        assertEquals(original.geometry(), written.geometry());
        assertArrayEquals(original.voxels(), written.voxels(), 1e-3f);
        assertTrue(groovy("Contrast_Check", inputs).endsWith("original.nii.gz: is there already; say that results may"
            + " be overwritten, or choose another folder"));
    }

    @Test
    void whatIsWrongIsToldInOneLine() throws Exception {
        told("Leave_One_Out", "data=[DIR/none] out=[DIR/o]", " failed: DIR/none: does not exist");
        told("Leave_One_Out", "data=[DIR/my data] out=[DIR/o]", "2 labelled people, leaving one out with one for");
        told("Compare_Two_Models", "data=[DIR/none] out=[DIR/o] first=a second=b", " failed: ");
        told("Compare_Two_Models", "data=[DIR/none]", "'out'");
        for (Map<String, Object> wrong : List.of(Map.<String, Object>of("data", dir.resolve("none").toFile()),
            Map.<String, Object>of(), Map.<String, Object>of("validate", true, "out", dir.resolve("o").toFile()))) {
            String problem = groovy("Leave_One_Out", leaving(wrong));
            assertTrue(problem.matches(".*none: does not exist.*|.*fold-[12].tsv: is there already.*|.*needs at least 3"),
                problem);
        }
    }

    // -- Helper methods --

    /** Runs a macro that fails; without a display it says so and ends the program, which is prevented here. */
    private void told(String task, String arguments, String expected) throws IOException {
        Path told = dir.resolve(task + ".txt");
        String macro = Files.readString(MACROS.resolve(task + ".ijm"))
            .replace("call(\"java.lang.System.exit\", \"1\")", "File.saveString(problem, \"" + told + "\")");
        assertThrows(RuntimeException.class, () -> ImageJMenu.run(macro, arguments.replace("DIR", dir.toString())));
        String problem = Files.readString(told);
        assertTrue(problem.contains(expected.replace("DIR", dir.toString())) && problem.lines().count() == 1, problem);
    }

    /** Inputs of Leave_One_Out.groovy. */
    private Map<String, Object> leaving(Map<String, Object> changes) {
        Map<String, Object> inputs = new HashMap<>(Map.of("data", data.toFile(), "out", left.toFile(), "epochs", 1,
            "config", config.toString(), "validate", false, "resume", false));
        inputs.putAll(changes);
        return inputs;
    }

    /** Runs a template as the Script Editor does. @return the error that it ended with, in its log, or "" */
    private String groovy(String task, Map<String, Object> inputs) throws IOException, InterruptedException {
        String file = task + ".groovy";
        String script = Files.readString(MACROS.resolve(file));
        String ended = script.replace("System.exit(1)", "throw new IllegalStateException('exit 1')");
        assertNotEquals(script, ended);
        errors.clear();
        try {
            context.service(ScriptService.class).run(file, ended, true, inputs).get();
            return String.join("", errors);
        } catch (ExecutionException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            assertEquals("java.lang.IllegalStateException: exit 1", cause.toString());
            return errors.get(errors.size() - 1);
        }
    }

    /** The cases of a table of scores. */
    private static Set<String> scored(Path csv) throws IOException {
        return Files.readAllLines(csv).stream().skip(1).map(row -> row.split(",")[0]).collect(Collectors.toSet());
    }
}
