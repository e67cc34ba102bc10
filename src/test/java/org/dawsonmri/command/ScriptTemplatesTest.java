package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Script Editor's templates on tiny scans, one after the other, as a user would take them. */
@Timeout(600)
class ScriptTemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/script_templates/Dawson");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^#@ (\\w+) \\(.*\\) (\\w+)$");
    private static final Pattern CALL = Pattern.compile("commands\\.run\\((\\w+), false, (.*)\\)\\.get");

    @Test
    void leaveOneOutThenCompareThenBatch(@TempDir Path dir) throws IOException {
        SampleData.write(dir.resolve("data"), SampleOptions.of(3, 16, null).withSeed(5), Progress.NONE);
        Files.writeString(dir.resolve("config.json"), "{\"channels\": [\"FLAIR\"], \"precision\": \"FLOAT32\", "
            + "\"network_options\": {\"base_filters\": 2, \"depth\": 1}}");
        Path loo = Files.createDirectory(dir.resolve("leave one out"));
        run("Leave_One_Out.ijm", Map.of("table", dir.resolve("data/dataset.tsv"), "output", loo, "epochs", 1, "config",
            dir.resolve("config.json")));
        assertTrue(Files.readAllLines(loo.resolve("scores.csv")).size() > 3);
        for (String id : List.of("sub-01", "sub-02", "sub-03")) {
            assertEquals(NiftiReader.read(dir.resolve("data/" + id + "/FLAIR.nii.gz")).geometry(),
                NiftiReader.read(loo.resolve("predictions/" + id + ".nii.gz")).geometry());
            assertTrue(Files.readString(loo.resolve("without_" + id + "/model/dawson.json")).contains("sub-0"));
        }

        Path compared = Files.createDirectory(dir.resolve("compared"));
        run("Compare_Two_Models.ijm", Map.of("data", dir.resolve("data"), "first", loo.resolve("without_sub-01/model"),
            "second", loo.resolve("without_sub-02/model"), "output", compared));
        assertTrue(Files.exists(compared.resolve("first.csv")) && Files.exists(compared.resolve("second.csv")));

        Path scans = Files.createDirectory(dir.resolve("scans"));
        Files.copy(dir.resolve("data/sub-03/FLAIR.nii.gz"), scans.resolve("a b.nii.gz"));
        Files.writeString(scans.resolve("bad.nii"), "no scan");
        Path labels = Files.createDirectory(dir.resolve("labels"));
        run("Batch_Segmentation.ijm", Map.of("input", scans, "model", loo.resolve("without_sub-03/model"), "output",
            labels, "min_size", 0));
        assertEquals(NiftiReader.read(scans.resolve("a b.nii.gz")).geometry(),
            NiftiReader.read(labels.resolve("a b_labels.nii.gz")).geometry());
    }

    /** NB: nothing here speaks Groovy; in Fiji it was run by hand. */
    @Test
    void groovyNamesInputsThatExist() throws IOException {
        String groovy = Files.readString(TEMPLATES.resolve("Segment_and_List_Lesions.groovy"));
        try (Context context = new Context(CommandService.class)) {
            List<MatchResult> calls = CALL.matcher(groovy).results().toList();
            assertEquals(2, calls.size());
            for (MatchResult call : calls) {
                CommandInfo command = context.service(CommandService.class)
                    .getCommand(getClass().getPackageName() + "." + call.group(1));
                String[] keysAndValues = call.group(2).split(", ");
                for (int i = 0; i < keysAndValues.length; i += 2) {
                    String key = keysAndValues[i].replace("\"", "");
                    assertNotNull(command.getInput(key), key);
                }
            }
        }
    }

    /**
     * Script parameters are Fiji's, which declares them in front of the macro and assigns them in a function behind it.
     * NB: so a template's own 'var' lines, which ImageJ works out before all else, have no parameters yet.
     */
    private static void run(String template, Map<String, Object> values) throws IOException {
        StringBuilder assigned = new StringBuilder("\nfunction initializeSciJavaParameters() {\n");
        values.forEach((name, value) -> assigned.append(name).append(" = ")
            .append(value instanceof Number ? value : "\"" + value + "\"").append(";\n"));
        String macro = Files.readString(TEMPLATES.resolve(template));
        assertEquals(values.keySet(), PARAMETER.matcher(macro).results().map(found -> found.group(2))
            .collect(Collectors.toSet()));
        Outcome outcome = ImageJMenu.run("var " + String.join(", ", values.keySet())
            + "; initializeSciJavaParameters(); " + PARAMETER.matcher(macro).replaceAll("") + assigned + "}\n", "");
        assertNull(outcome.error(), template);
    }
}
