package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Csv;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
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
import java.util.Locale;
import java.util.Map;

@Tag("slow")
class CompareCommandTest {

    @TempDir
    private Path dir;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeCases() throws IOException {
        for (String folder : List.of("ref", "one", "two")) {
            Files.createDirectory(dir.resolve(folder));
        }
        for (int i = 0; i < 3; i++) {
            write(dir.resolve("ref/p" + i + ".nii.gz"), 4);
            write(dir.resolve("one/p" + i + ".nii.gz"), 4 - i);
            write(dir.resolve("two/p" + i + ".nii.gz"), 2);
        }
    }

    @Test
    void everyScoreOfBothPapersTablesComesOutUnderItsName() throws IOException {
        assertEquals(0, compare("--reference", "ref", "--prediction", "one=one", "--prediction", "two=two"),
            err::toString);
        String text = out.toString();
        for (String name : List.of("Precision", "Recall", "DSC", "JI", "HSD", "MSD", "HD", "SHD", "SMD", "TPR", "TNR",
            "PPV", "CC")) {
            assertTrue(text.contains("| " + name), name);
        }
        for (String file : List.of("differences.csv", "sets.csv", "volumes.csv", "missing.csv", "tables.md",
            "scores_one.csv", "scores_two.csv")) {
            assertTrue(Files.exists(dir.resolve("out").resolve(file)), file);
        }
        String report = Files.readString(dir.resolve("out/report.html"));
        assertTrue(report.contains("dawson compare --out"), "the command as it was typed");
        assertEquals(7, report.split("<img ").length, "three cases of two sets");
    }

    @Test
    void tablesOfBeforeCompareLikePredictions() throws IOException {
        compare("--reference", "ref", "--prediction", "one=one", "--prediction", "two=two", "--json");
        JsonObject first = JsonParser.parseString(out.toString()).getAsJsonObject();
        out.getBuffer().setLength(0);
        Files.createDirectory(dir.resolve("kept"));
        for (String name : List.of("one", "two")) {
            Files.copy(dir.resolve("out/scores_" + name + ".csv"), dir.resolve("kept/" + name + ".csv"));
        }
        assertEquals(0, compare("--table", "one=kept/one.csv", "--table", "two=kept/two.csv", "--json",
            "--overwrite"),
            err::toString);
        JsonObject second = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(first.get("differences"), second.get("differences"));
        assertTrue(first.getAsJsonArray("differences").size() > 10);
    }

    @Test
    void aMissingCaseIsNamedAndStatus1() throws IOException {
        Files.delete(dir.resolve("two/p1.nii.gz"));
        assertEquals(1, compare("--reference", "ref", "--prediction", "one=one", "--prediction", "two=two"));
        assertTrue(out.toString().contains("two lacks p1: no prediction in"), out::toString);
    }

    @Test
    void whatCannotBeMeantIsOneLine() {
        assertEquals(1, compare("--prediction", "one=one", "--prediction", "two=two"));
        assertTrue(err.toString().contains("predictions need a reference"), err::toString);
        assertEquals(1, compare("--reference", "ref", "--prediction", "one=one"));
        assertTrue(err.toString().contains("two or more sets"), err::toString);
        assertEquals(2, compare("--reference", "ref", "--prediction", "one"));
        assertEquals(1, compare("--reference", "ref", "--prediction", "a=one", "--table", "a=x.csv"));
        assertTrue(err.toString().contains("choose another for one of them"), err::toString);
        assertFalse(Files.exists(dir.resolve("out/report.html")));
    }

    /** Per slice, by both doors: what is missed in some slices weighs otherwise than in the volume. */
    @Test
    void table1IsTheSameByEvaluate() throws IOException {
        assertEquals(0, compare("--reference", "ref", "--prediction", "one=one", "--prediction", "two=two"));
        String compared = Files.readString(dir.resolve("out/tables.md"));
        Path scores = dir.resolve("table1.csv");
        assertEquals(0, Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), "evaluate", "--reference",
            path("ref"), "--prediction", path("one"), "--scores", "table1", "--out", scores.toString(), "--progress",
            "none"), err::toString);
        for (Map<String, String> row : Csv.read(dir.resolve("table1_summary.csv"))) {
            String name = row.get("score").replace("_px", "");
            String printed = compared.lines().filter(l -> l.startsWith("| " + name + " (best")).findFirst().orElseThrow()
                .split("\\|")[2].replace("*", "").strip();
            assertEquals(String.format(Locale.ROOT, "%.3f", Double.valueOf(row.get("mean"))), printed, name);
        }
        assertTrue(compared.contains("| Recall (best 1) | **0.750** | 0.500 |"), compared); // 4, 3 and 2 of 4 slices
    }

    @Test
    void percentagesOfAConventionAreNotTakenTwice() throws IOException {
        for (String set : List.of("one", "two")) {
            assertEquals(0, Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), "evaluate",
                "--reference", path("ref"), "--prediction", path(set), "--convention", "seed2", "--out",
                path(set + ".csv"), "--progress", "none"), err::toString);
        }
        assertEquals(0, compare("--table", "one=one.csv", "--table", "two=two.csv"), err::toString);
        String tables = Files.readString(dir.resolve("out/tables.md"));
        assertTrue(tables.contains("| TPR | **75.00 (25.00)** | 50.00 (0.00) |"), tables);
        assertTrue(tables.contains("| JI | **0.75 (0.25)** | 0.50 (0.00) |"), tables);
    }

    /** The report knows the score, not the spelling of its column. */
    @Test
    void surfaceDiceIsInTheReportWithAnyTolerance() throws IOException {
        for (String tolerance : List.of("1", "2", "0.5")) {
            String file = path("t" + tolerance + ".html");
            assertEquals(0, Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), "evaluate",
                "--reference", path("ref"), "--prediction", path("one"), "--scores", "default,surface", "--tolerance",
                tolerance, "--out", path("t" + tolerance + ".csv"), "--report", file, "--progress", "none"),
                err::toString);
            String report = Files.readString(Path.of(file));
            assertEquals(3, report.split("Surface Dice \\(" + tolerance + " mm\\)", -1).length - 1, tolerance);
        }
    }

    @Test
    void evaluateWritesAReportOnRequest() throws IOException {
        int status = Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), "evaluate", "--reference",
            path("ref"), "--prediction", path("one"), "--scan", path("ref"), "--out", path("s.csv"), "--report",
            path("r.html"), "--progress", "none");
        assertEquals(0, status, err::toString);
        assertEquals(4, Files.readString(dir.resolve("r.html")).split("<img ").length);
        assertTrue(out.toString().contains("report: " + path("r.html")), out::toString);
    }

    private int compare(String... arguments) {
        List<String> args = new ArrayList<>(List.of("compare", "--out", path("out"), "--progress", "none",
            "--resamples", "200"));
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            boolean names = equals > 0 && !argument.startsWith("--");
            args.add(names ? argument.substring(0, equals + 1) + path(argument.substring(equals + 1))
                : argument.equals("ref") ? path("ref") : argument);
        }
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private String path(String name) {
        return dir.resolve(name).toString();
    }

    /** A bar of 3 × 3 × {@code depth} voxels of 1 mm. */
    private static void write(Path file, int depth) {
        Volume volume = Volume.zeros(Geometry.ofSpacing(8, 8, 6, 1, 1, 1), "labels");
        for (int z = 0; z < depth; z++) {
            for (int i = 0; i < 9; i++) {
                volume.voxels()[volume.index(2 + i % 3, 2 + i / 3, z)] = 1;
            }
        }
        NiftiWriter.write(volume, file, NiftiType.UINT8);
    }
}
