package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.nifti.NiftiReader;
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

/** {@code dawson consensus}: files, folders, output and exit status. */
class BuildConsensusTest {

    private static final List<String> RATERS = List.of("anna", "ben", "cem");

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeRaters() throws IOException {
        float[][] labels = {{0, 1, 1, 2}, {0, 1, 0, 2}, {1, 1, 0, 0}};
        for (int r = 0; r < 3; r++) {
            Files.createDirectory(folder.resolve(RATERS.get(r)));
            for (String name : List.of("p07", "p19")) {
                write(folder.resolve(RATERS.get(r)).resolve(name + ".nii.gz"), labels[r]);
            }
        }
    }

    @Test
    void filesBecomeAReferenceAndATable() throws IOException {
        Path result = folder.resolve("new").resolve("p07.nii.gz");
        assertEquals(0, consensus("/p07.nii.gz", result, "--raters", folder.resolve("raters.csv").toString(),
            "--probabilities", folder.resolve("votes.nii.gz").toString()), err::toString);
        assertArrayEquals(new float[] {0, 1, 0, 2}, NiftiReader.read(result).voxels());
        assertEquals(2, NiftiReader.open(folder.resolve("votes.nii.gz")).frames());
        List<String> lines = Files.readAllLines(folder.resolve("raters.csv"));
        assertEquals("case,rater,class,sensitivity,specificity,dice,volume_ml", lines.get(0));
        assertEquals(7, lines.size());
        assertTrue(lines.get(1).startsWith("p07," + folder.resolve("anna").resolve("p07.nii.gz") + ",1,1.0,"),
            lines.get(1));
        assertTrue(out.toString().contains("0 voxels undecided"), out::toString);
    }

    @Test
    void foldersAreMatchedByNameAndOneBadScanDoesNotStopTheOthers() throws IOException {
        Files.delete(folder.resolve("ben").resolve("p19.nii.gz"));
        Path results = folder.resolve("results");
        assertEquals(1, consensus("", results, "--method", "staple", "--json"), err::toString);
        assertTrue(Files.exists(results.resolve("p07.nii.gz")));
        assertFalse(Files.exists(results.resolve("p19.nii.gz")));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals("staple", json.get("method").getAsString());
        assertEquals("anna", json.getAsJsonArray("raters").get(0).getAsJsonObject().get("rater").getAsString());
        JsonObject bad = json.getAsJsonArray("cases").get(1).getAsJsonObject();
        assertTrue(bad.get("problem").getAsString().contains("not every rater has one"), bad::toString);
    }

    @Test
    void aConsensusIsAReference() {
        assertEquals(0, consensus("", folder.resolve("results")), err::toString);
        assertEquals(0, Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), "evaluate", "--progress",
            "none", "--reference", folder.resolve("results").toString(), "--prediction",
            folder.resolve("anna").toString(), "--out", folder.resolve("scores.csv").toString()), err::toString);
    }

    @Test
    void whatCannotBeDoneIsOneLine() {
        write(folder.resolve("ben").resolve("p07.nii.gz"), 0, 1);
        assertEquals(1, consensus("/p07.nii.gz", folder.resolve("x.nii.gz")));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("2×1×1"), err::toString);
        assertEquals(2, Dawson.run(new PrintWriter(out), new PrintWriter(err), "consensus", "--out", "x", "a.nii"));
        assertEquals(1, Dawson.run(new PrintWriter(out), new PrintWriter(err), "consensus", "--out", "x",
            folder.resolve("anna").toString(), folder.resolve("ben").resolve("p07.nii.gz").toString()));
        assertTrue(err.toString().contains("some are files and some are folders"), err::toString);
    }

    private int consensus(String file, Path result, String... more) {
        List<String> args = new ArrayList<>(List.of("consensus", "--progress", "none", "--out", result.toString()));
        args.addAll(List.of(more));
        RATERS.forEach(rater -> args.add(folder.resolve(rater) + file));
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private static void write(Path file, float... labels) {
        NiftiWriter.write(new Volume(Geometry.ofSpacing(labels.length, 1, 1, 1, 1, 1), labels, "labels"), file,
            NiftiType.UINT8);
    }
}
