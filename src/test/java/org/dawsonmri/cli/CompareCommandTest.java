package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        assertEquals(0, compare("--scores", "one=kept/one.csv", "--scores", "two=kept/two.csv", "--json",
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
        assertEquals(1, compare("--reference", "ref", "--prediction", "a=one", "--scores", "a=x.csv"));
        assertTrue(err.toString().contains("choose another for one of them"), err::toString);
        assertFalse(Files.exists(dir.resolve("out/report.html")));
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
