package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.runtime.PluginJar;
import org.dawsonmri.runtime.Plugins;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The documentation's plugin, in a jar outside of the project, trains, segments and evaluates. */
@Tag("slow")
class PluginTest {

    @TempDir
    private Path dir;

    @Test
    void trainsSegmentsAndEvaluates() throws Exception {
        Path jar = PluginJar.ofThePage(dir.resolve("tiny.jar"));
        SampleData.write(dir.resolve("sample"), SampleOptions.of(3, 24, null).withSeed(5), Progress.NONE);
        Path log = dir.resolve("log.txt");
        String data = dir.resolve("sample").resolve("dataset.tsv").toString();
        Path model = dir.resolve("model");
        int status = JavaProcess.run(log.toFile(), List.of(), Map.of(Plugins.VARIABLE, jar.toString()), Lines.class,
            "networks",
            "train --data " + data + " --out " + model + " --epochs 2 --network tiny --network-options {\"filters\":4}"
                + " --loss soft-jaccard --optimizer sign-descent --optimizer-options {\"decay\":0.01} --learning-rate 0.01"
                + " --normalization soft-zscore --precision float32 --seed 1",
            "segment --model " + model + " --data " + data + " --out " + dir.resolve("labels"),
            "evaluate --reference " + data + " --prediction " + dir.resolve("labels")
                + " --scores default,agreement --out " + dir.resolve("scores.csv") + " --report "
                + dir.resolve("report.html"));
        String text = Files.readString(log);
        assertEquals(0, status, text);
        assertTrue(text.contains("\ntiny "), text);

        String description = Files.readString(model.resolve("dawson.json"));
        for (String name : List.of("\"tiny\"", "\"soft-jaccard\"", "\"sign-descent\"", "\"soft-zscore\"")) {
            assertTrue(description.contains(name), name);
        }
        List<String> history = Files.readAllLines(model.resolve("history.csv"));
        assertEquals(3, history.size());
        List<String> scores = Files.readAllLines(dir.resolve("scores.csv"));
        int kappa = List.of(scores.get(0).split(",")).indexOf("kappa");
        assertTrue(kappa > 0, scores.get(0));
        assertTrue(scores.size() >= 4, scores.toString());
        assertTrue(Files.readString(dir.resolve("report.html")).contains("Cohen's kappa")
            || Files.readString(dir.resolve("report.html")).contains("Cohen&#39;s kappa"));
        assertEquals(NiftiReader.read(dir.resolve("sample/sub-01/FLAIR.nii.gz")).geometry(),
            NiftiReader.read(dir.resolve("labels/sub-01.nii.gz")).geometry());
        withoutThePlugin(model);
    }

    /** This process does not have it. */
    private static void withoutThePlugin(Path model) {
        assertFalse(Networks.names().contains("tiny"));
        String message =
            assertThrows(DawsonException.class, () -> new ModelFolder(model).readDescription()).getMessage();
        assertTrue(message.startsWith(model.resolve("dawson.json") + ": unknown network 'tiny'; known are unet, ")
            && message.contains("if a plugin has it, put its jar into") && message.contains(Plugins.VARIABLE), message);
        DawsonException unknown = assertThrows(DawsonException.class, () -> CheckedSettings.of(
            JsonParser.parseString("{\"preprocessing\": {\"normalization\": \"soft-zscore\"}}")
                .getAsJsonObject(), "test"));
        assertTrue(unknown.getMessage().startsWith("unknown normalization 'soft-zscore'"), unknown.getMessage());
    }

    /** Several command lines in one process; ends with the first status that is not 0. */
    static final class Lines {

        private Lines() {
        }

        public static void main(String... lines) {
            for (String line : lines) {
                int status = Dawson.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true),
                    line.split(" "));
                if (status != 0) {
                    System.exit(status);
                }
            }
        }
    }
}
