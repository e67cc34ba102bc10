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
        assertEquals(0, evaluate("ref", "pred", "--json", "--label-values", "1,5"), err::toString);
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(2, json.get("cases").getAsInt());
        JsonObject row = json.getAsJsonArray("rows").get(0).getAsJsonObject();
        assertEquals("a", row.get("case").getAsString());
        assertEquals(2.0 / 3, row.get("dice").getAsDouble(), 1e-12);
        JsonObject absent = json.getAsJsonArray("rows").get(1).getAsJsonObject();
        assertEquals("EMPTY_BOTH", absent.get("status").getAsString());
        assertTrue(absent.get("dice").isJsonNull() && !out.toString().contains("NaN"), out::toString);
        json.getAsJsonArray("summary").asList().stream().map(s -> s.getAsJsonObject())
            .filter(s -> s.get("class").getAsString().equals("5"))
            .forEach(s -> assertEquals(0, s.get("n").getAsInt(), s.toString()));
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
    void conventionsAreNamedInColumns() throws IOException {
        assertEquals(0, evaluate("ref", "pred", "--convention", "monai", "--scores", "surface", "--tolerance", "0.5"),
            err::toString);
        String header = Files.readAllLines(folder.resolve("scores.csv")).get(0);
        assertTrue(header.contains("hd95_monai_mm") && header.contains("surface_dice_monai_0.5mm"), header);
        assertTrue(out.toString().contains("hd95_monai_mm"), out::toString);
        assertEquals(1, evaluate("ref", "pred", "--convention", "itk"));
        assertTrue(err.toString().contains("choose among dawson, medpy, monai, deepmind"), err::toString);
    }

    @Test
    void everyFamilyComesOutOfOneCommand() throws IOException {
        assertEquals(0, evaluate("ref", "pred", "--scores", "all"), err::toString);
        String header = Files.readAllLines(folder.resolve("scores.csv")).get(0);
        for (String column : List.of("accuracy", "surface_dice_1mm", "lesion_ppv", "shd_mm", "slice_hd_px",
            "reference_ml")) {
            assertTrue(header.contains(column), column);
        }
        assertTrue(Files.readAllLines(folder.resolve("scores_summary.csv")).get(0).contains("median,q1,q3,min"));
    }

    @Test
    void thePapersTablesHaveTheirOwnNames() throws IOException {
        assertEquals(0, evaluate("ref", "pred", "--scores", "table1,table2"), err::toString);
        assertEquals("case,class,class_name,status,reason,Precision,Recall,DSC,JI,HSD_px,MSD_px,"
            + "DSC_table2,MSD_mm,HD_mm,SHD_mm,SMD_mm,TPR_percent,TNR_percent,PPV_percent,JI_table2,CC_percent",
            Files.readAllLines(folder.resolve("scores.csv")).get(0));
        assertEquals(0, evaluate("ref", "pred", "--scores", "table2", "--overwrite"), err::toString);
        assertTrue(Files.readAllLines(folder.resolve("scores.csv")).get(0).endsWith("reason,DSC,MSD_mm,HD_mm,SHD_mm,"
            + "SMD_mm,TPR_percent,TNR_percent,PPV_percent,JI,CC_percent"));
    }

    @Test
    void probabilitiesAddTheirScores() throws IOException {
        Files.createDirectory(folder.resolve("prob"));
        for (String name : List.of("a", "b")) {
            writeProbabilities(folder.resolve("prob").resolve(name + ".nii.gz"), 0.9f, 0.4f, 0.2f, 0);
        }
        String maps = folder.resolve("prob").toString();
        assertEquals(0, evaluate("ref", "pred", "--probabilities", maps), err::toString);
        List<String> lines = Files.readAllLines(folder.resolve("scores.csv"));
        assertTrue(lines.get(0).endsWith(",bce,mse,soft_dice,soft_dice_slices,binary_accuracy,average_precision"),
            lines.get(0));
        assertTrue(lines.get(1).endsWith(",0.75,1.0"), lines.get(1));
        assertTrue(lines.get(2).contains("no probabilities of this class"), lines.get(2));
        assertEquals(1, evaluate("ref", "pred", "--scores", "probability", "--overwrite"));
        assertTrue(err.toString().contains("--probabilities FILE|DIR"), err::toString);
    }

    @Test
    void missedStructuresAreSaidBelowTheSummary() throws IOException {
        write(folder.resolve("pred").resolve("a.nii.gz"), 0, 0, 2, 0);
        assertEquals(0, evaluate("ref", "pred"), err::toString);
        assertTrue(out.toString().contains("1 hold a class that was missed (EMPTY_PRED)"), out::toString);
    }

    @Test
    void wrongUsageIsStatus2() {
        assertEquals(2, evaluate("ref", "pred", "--split", "sometimes"));
        assertEquals(2, evaluate("ref", "pred", "--label-values", "one"));
        assertEquals(2, Dawson.run(new PrintWriter(out), new PrintWriter(err), "evaluate", "--reference", "x"));
    }

    private int evaluate(String reference, String prediction, String... more) {
        List<String> args = new ArrayList<>(List.of("evaluate", "--reference",
            folder.resolve(reference).toString(), "--prediction", folder.resolve(prediction).toString(), "--out",
            folder.resolve("scores.csv").toString(), "--progress", "none"));
        args.addAll(List.of(more));
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private static void writeProbabilities(Path file, float... values) {
        NiftiWriter.write(new Volume(Geometry.ofSpacing(values.length, 1, 1, 1, 1, 1), values, "maps"), file,
            NiftiType.FLOAT32);
    }

    private static void write(Path file, float... labels) {
        NiftiWriter.write(new Volume(Geometry.ofSpacing(labels.length, 1, 1, 1, 1, 1), labels, "labels"), file,
            NiftiType.UINT8);
    }
}
