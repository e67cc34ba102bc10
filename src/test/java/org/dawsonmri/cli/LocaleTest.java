package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;
import org.dawsonmri.train.BlobDataset;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What we write is the same for users with other digits, commas, calendars and letters. */
@Tag("slow")
class LocaleTest {

    @TempDir
    private Path dir;

    /** Case 05: TensorFlow Java writes numbers into names of nodes. */
    @Test
    void trainingsRunWithArabicDigits() throws Exception {
        Path data = BlobDataset.write(dir);
        Path config = Files.writeString(dir.resolve("config.json"), Settings.toText(BlobDataset.config(1)));
        File log = dir.resolve("log").toFile();
        int status = JavaProcess.run(log, List.of("-Duser.language=ar", "-Duser.country=EG"), Dawson.class, "train",
            "--data", data.toString(), "--config", config.toString(), "--out", dir.resolve("model").toString());
        assertEquals(0, status, () -> read(log.toPath()));
        String text = read(dir.resolve("model/history.csv")) + read(dir.resolve("model/dawson.json"));
        assertEquals("", text.replaceAll("\\p{ASCII}", ""));
        assertEquals("", read(log.toPath()).replaceAll("[^\\p{Nd}]|[0-9]", ""));
    }

    /** In ImageJ's process the locale stays the user's. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "th-TH-u-nu-thai-ca-buddhist", "tr-TR", "de-DE"})
    void resultsAreTheSameInEveryLocale(String tag) throws IOException {
        SampleData.write(dir.resolve("data"), SampleOptions.of(3, 16, null).withSeed(5), Progress.NONE);
        Locale before = Locale.getDefault();
        Map<String, String> expected = results("expected");
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertEquals(expected, results("found"));
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Text of all files, and the printed text under "". */
    private Map<String, String> results(String folder) throws IOException {
        Path out = Files.createDirectory(dir.resolve(folder));
        String data = dir.resolve("data").toString();
        String labels = data + "/sub-01/lesions.nii.gz";
        StringWriter printed = new StringWriter();
        for (String[] command : new String[][] {
            {"evaluate", "--reference", labels, "--prediction", data + "/sub-02/lesions.nii.gz",
                "--out", out.resolve("scores.csv").toString(), "--report", out.resolve("report.html").toString()},
            {"lesions", "--labels", labels, "--out", out.resolve("lesions.csv").toString()},
            {"check", "--data", data},
            {"info", data + "/sub-01/FLAIR.nii.gz"}}) {
            PrintWriter writer = new PrintWriter(printed);
            String[] quiet = Arrays.copyOf(command, command.length + 1);
            quiet[command.length] = "--progress=none"; // its lines depend on time
            assertEquals(0, Dawson.run(writer, writer, quiet), printed::toString);
        }
        Map<String, String> texts = new TreeMap<>();
        texts.put("", printed.toString().replace(out.toString(), "DIR"));
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(csv|html)")).toList()) {
                texts.put(out.relativize(file).toString(), read(file).replace(out.toString(), "DIR")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d)?", "TIME"));
            }
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
