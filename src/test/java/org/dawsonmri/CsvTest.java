package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Cells that a spreadsheet would run, and those that it must not take for such. */
class CsvTest {

    @TempDir
    private Path dir;

    @Test
    void formulasBecomeTextsAndNumbersStayNumbers() {
        assertEquals("\"'=1+1\",\"'@cmd\",\"'-see\",\"'+a\",\"'\t=x\",\"'=HYPERLINK(\"\"http://x\"\",1)\"\n",
            Csv.line(List.of("=1+1", "@cmd", "-see", "+a", "\t=x", "=HYPERLINK(\"http://x\",1)")));
        assertEquals("-0.5,-1.0E-7,+3,-Infinity,NaN,-.5,'quoted',a=b,\n", Csv.line(
            List.of(-0.5, -1e-7, "+3", Double.NEGATIVE_INFINITY, Double.NaN, "-.5", "'quoted'", "a=b", "")));
        assertEquals("\"'-0.5-cmd\",\"'-1,5\"\n", Csv.line(List.of("-0.5-cmd", "-1,5")));
    }

    @Test
    void headingsAreFieldsLikeOthers() {
        assertEquals("\"mean_a,b\",\"'=x\"\n1,2\n", Csv.of(List.of("mean_a,b", "=x"),
            List.of(Map.of("mean_a,b", 1, "=x", 2))));
    }

    @Test
    void aTableForOtherProgramsHasNoApostrophes() throws IOException {
        Csv.writeTabSeparated(dir.resolve("t.tsv"), List.of(List.of("a", "b", "c"), List.of("-x", "p,q", "\"r\"")));
        assertEquals("a\tb\tc\n-x\tp,q\t\"\"\"r\"\"\"\n", Files.readString(dir.resolve("t.tsv")));
        assertEquals(List.of("-x", "p,q", "\"r\""), TableText.read(dir.resolve("t.tsv")).lines().get(1).cells());
    }

    @Test
    void rowsMayBeginWithNothing() {
        assertEquals(List.of("", "x, y", ""), Csv.cells(Csv.line(List.of("", "x, y", ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "'=1+1", "''=1", "@a, b", "- \"x\"", " x ", "# x", "a\nb", "'quoted'", "plain", "-0.5", "\tx"})
    void whatIsWrittenIsReadBack(String text) {
        Csv.write(dir.resolve("a.csv"), List.of("=name"), List.of(Map.of("=name", text)));
        assertEquals(List.of(Map.of("=name", text)), Csv.read(dir.resolve("a.csv")));
    }
}
