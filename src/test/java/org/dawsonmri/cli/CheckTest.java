package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class CheckTest {

    private static final Geometry GRID = Geometry.ofSpacing(2, 3, 2, 1, 1, 2.5);

    private static final String VALIDATION = "b\tvalidation\tT1b.nii\tlabel2.nii\n";

    @TempDir
    private Path folder;

    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void writeScans() {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        float[] labels = {0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0};
        NiftiWriter.write(new Volume(GRID, values, ""), folder.resolve("T1.nii"), NiftiType.INT16);
        NiftiWriter.write(new Volume(GRID, labels, ""), folder.resolve("label.nii"), NiftiType.UINT8);
        NiftiWriter.write(new Volume(GRID, labels, ""), folder.resolve("label2.nii"), NiftiType.UINT8);
        values[0] = 99;
        NiftiWriter.write(new Volume(GRID, values, ""), folder.resolve("T1b.nii"), NiftiType.INT16);
    }

    @Test
    void nothingWrongIsStatusZero() throws IOException {
        assertEquals(0, check("a\ttrain\tT1.nii\tlabel.nii\n" + VALIDATION));
        String[] lines = out.toString().split("\\R");
        assertEquals("subject  split       shape  spacing_mm  axes  label voxels", lines[0]);
        assertEquals("a        train       2×3×2  1×1×2.5     RAS   0: 9, 1: 3", lines[1]);
        assertEquals("channels: T1", lines[4]);
        assertEquals("labels: column 'label'", lines[5]);
        assertEquals("2 subjects: 0 errors, 0 warnings, 0 notes", lines[lines.length - 1]);
    }

    @Test
    void somethingWrongIsStatusOneAndARow() throws IOException {
        assertEquals(1, check("a\ttrain\tT1.nii\tlabel.nii\nb\ttrain\tgone.nii\tn/a\n"));
        String text = out.toString();
        assertTrue(text.contains("error     b        T1     missing file   " + folder.resolve("gone.nii")), text);
        assertTrue(text.contains("error     b        label  missing label  is in the split 'train' but has no label"),
            text);
        assertTrue(text.contains("2 subjects: 2 errors"), text);
        assertTrue(text.contains("b        train  n/a    n/a         n/a   n/a"), text);
    }

    @Test
    void warningsAloneAreStatusZero() throws IOException {
        NiftiWriter.write(Volume.zeros(GRID, ""), folder.resolve("label.nii"), NiftiType.UINT8);
        assertEquals(1, check("a\ttrain\tT1.nii\tlabel.nii\n" + VALIDATION), "there is nothing to learn");
        assertEquals(0, check("a\ttrain\tT1.nii\tlabel2.nii\nb\tvalidation\tT1b.nii\tlabel.nii\n"));
        assertTrue(out.toString().contains("2 subjects: 0 errors, 3 warnings, 0 notes"), out.toString());
    }

    @Test
    void jsonHoldsTheSame() throws IOException {
        assertEquals(1, check("a\ttrain\tT1.nii\tT1.nii\n", "--json", "--grid", "strict", "--label-values", "0,1,2"));
        JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(2, report.get("errors").getAsInt());
        JsonObject subject = report.getAsJsonArray("subjects").get(0).getAsJsonObject();
        assertEquals("{\"T1\":\"" + folder.resolve("T1.nii") + "\"}",
            subject.get("scans").toString().replace("\\\\", "\\"));
        assertEquals("a", subject.get("person").getAsString());
        assertEquals("[\"T1\"]", report.get("channels").toString());
        assertEquals("[2,3,2]", subject.get("shape").toString());
        assertEquals("[1.0,1.0,2.5]", subject.get("spacing_mm").toString());
        assertEquals(1, subject.getAsJsonObject("label_voxels").get("12").getAsInt());
        assertTrue(report.get("findings").toString().contains(
            "\"problem\":\"used twice\",\"severity\":\"error\",\"detail\":\""), out.toString());
        assertTrue(report.get("findings").toString().contains("is not among 0, 1, 2"), out.toString());
    }

    @Test
    void mistakesInTheCallAreOneLine() throws IOException {
        assertEquals(2, check("a\ttrain\tT1.nii\tlabel.nii\n", "--grid", "wide"));
        assertEquals(1, check("a\ttrian\tT1.nii\tlabel.nii\n"));
        assertTrue(err.toString().contains("dataset.tsv, line 2: split 'trian' is not known"), err.toString());
    }

    @Test
    void realScansOfTwoPeopleFitTogether() throws IOException {
        Path data = Path.of(System.getProperty("dawson.data", "../shared/data")).toAbsolutePath().resolve("ms");
        Assumptions.assumeTrue(Files.isDirectory(data), "no real scans in " + data);
        StringBuilder rows = new StringBuilder();
        for (String patient : new String[] {"patient07", "patient19"}) {
            Path scans = data.resolve(patient);
            rows.append(String.join("\t", patient, "train", scans.resolve("FLAIR.nii.gz").toString(),
                scans.resolve("lesions.nii.gz").toString())).append('\n');
        }
        assertEquals(0, check(rows.toString()));
        assertTrue(out.toString().contains("182×218×182  1×1×1       LAS   0: 7219732, 1: 1300"), out.toString());
        assertTrue(out.toString().contains(", 1: 49769"), out.toString());
    }

    private int check(String rows, String... options) throws IOException {
        Path table = Files.writeString(folder.resolve("dataset.tsv"), "subject\tsplit\tT1\tlabel\n" + rows);
        String[] args = new String[options.length + 5];
        System.arraycopy(new String[] {"check", "--progress", "none", "--data", table.toString()}, 0, args, 0, 5);
        System.arraycopy(options, 0, args, 5, options.length);
        out = new StringWriter();
        err = new StringWriter();
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
