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

/** {@code dawson evaluate}: output and exit status. */
class EvaluateCommandTest {

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeCases() throws IOException {
        Files.createDirectory(folder.resolve("ref"));
        Files.createDirectory(folder.resolve("pred"));
        for (String name : List.of("a", "b")) {
            write(folder.resolve("ref").resolve(name + ".nii.gz"), 1, 1, 2, 0);
            write(folder.resolve("pred").resolve(name + ".nii.gz"), 1, 0, 2, 0);
        }
    }

    @Test
    void printsTheTableAndWritesBothFiles() throws IOException {
        assertEquals(0, evaluate("ref", "pred", "--class-names", "grey,white"), err::toString);
        assertTrue(out.toString().contains("1 grey"), out::toString);
        assertTrue(out.toString().contains("0.6667"), out::toString);
        assertEquals(5, Files.readAllLines(folder.resolve("scores.csv")).size());
        assertTrue(Files.readString(folder.resolve("scores_summary.csv")).contains("2,white,dice,2,0,1.0,0.0,"));
    }

    @Test
    void printsOneJsonObject() {
        assertEquals(0, evaluate("ref", "pred", "--json", "--classes", "1,5"), err::toString);
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(2, json.get("cases").getAsInt());
        JsonObject row = json.getAsJsonArray("rows").get(0).getAsJsonObject();
        assertEquals("a", row.get("case").getAsString());
        assertEquals(2.0 / 3, row.get("dice").getAsDouble(), 1e-12);
        JsonObject absent = json.getAsJsonArray("rows").get(1).getAsJsonObject();
        assertEquals("EMPTY_BOTH", absent.get("status").getAsString());
    }

    @Test
    void oneFailedCaseIsStatus1AfterTheOthers() throws IOException {
        Files.delete(folder.resolve("pred").resolve("a.nii.gz"));
        assertEquals(1, evaluate("ref", "pred"));
        assertTrue(out.toString().contains("1 of 2 cases could not be compared"), out::toString);
        assertTrue(Files.readString(folder.resolve("scores.csv")).contains("b,1,,OK,"));
    }

    @Test
    void whatCannotBeDoneIsOneLine() {
        assertEquals(1, evaluate("ref/a.nii.gz", "pred/missing.nii.gz"));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertFalse(Files.exists(folder.resolve("scores.csv")));
    }

    @Test
    void familiesOfScoresAreChosen() throws IOException {
        assertEquals(0, evaluate("ref", "pred", "--scores", "lesion,overlap", "--lesion-minimum", "0"), err::toString);
        String header = Files.readAllLines(folder.resolve("scores.csv")).get(0);
        assertTrue(header.startsWith("case,class,class_name,status,reason,dice,"), header);
        assertTrue(header.contains("specificity") && header.contains("isbi_ltpr"), header);
        assertFalse(header.contains("hd95_mm"), header);
        assertEquals(1, evaluate("ref", "pred", "--scores", "everything"));
        assertTrue(err.toString().contains("choose among default, all, overlap"), err::toString);
        assertEquals(1, evaluate("ref", "pred", "--lesion-overlap", "0.1"));
    }

    @Test
    void wrongUsageIsStatus2() {
        assertEquals(2, evaluate("ref", "pred", "--split", "sometimes"));
        assertEquals(2, evaluate("ref", "pred", "--classes", "one"));
        assertEquals(2, Dawson.run(new PrintWriter(out), new PrintWriter(err), "evaluate", "--reference", "x"));
    }

    private int evaluate(String reference, String prediction, String... more) {
        List<String> args = new ArrayList<>(List.of("evaluate", "--reference",
            folder.resolve(reference).toString(), "--prediction", folder.resolve(prediction).toString(), "--out",
            folder.resolve("scores.csv").toString(), "--progress", "none"));
        args.addAll(List.of(more));
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private static void write(Path file, float... labels) {
        NiftiWriter.write(new Volume(Geometry.ofSpacing(labels.length, 1, 1, 1, 1, 1), labels, "labels"), file,
            NiftiType.UINT8);
    }
}
