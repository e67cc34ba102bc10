package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Cells that a spreadsheet would run, and those that it must not take for such. */
class CsvTextTest {

    @TempDir
    private Path dir;

    @Test
    void formulasBecomeTextsAndNumbersStayNumbers() {
        assertEquals("\"'=1+1\",\"'@cmd\",\"'-see\",\"'+a\",\"'\t=x\",\"'=HYPERLINK(\"\"http://x\"\",1)\"\n",
            CsvText.line( List.of("=1+1", "@cmd", "-see", "+a", "\t=x", "=HYPERLINK(\"http://x\",1)")));
        assertEquals("-0.5,-1.0E-7,+3,-Infinity,NaN,-.5,'quoted',a=b,\n", CsvText.line(
            List.of(-0.5, -1e-7, "+3", Double.NEGATIVE_INFINITY, Double.NaN, "-.5", "'quoted'", "a=b", "")));
        assertEquals("\"'-0.5-cmd\",\"'-1,5\"\n", CsvText.line(List.of("-0.5-cmd", "-1,5")));
    }

    @Test
    void headingsAreFieldsLikeOthers() {
        assertEquals("\"mean_a,b\",\"'=x\"\n1,2\n", CsvText.of(List.of("mean_a,b", "=x"),
            List.of(Map.of("mean_a,b", 1, "=x", 2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "'=1+1", "''=1", "@a, b", "- \"x\"", "'quoted'", "plain", "-0.5", "\tx"})
    void whatIsWrittenIsReadBack(String text) {
        Csv.write(dir.resolve("a.csv"), List.of("=name"), List.of(Map.of("=name", text)));
        assertEquals(List.of(Map.of("=name", text)), Csv.read(dir.resolve("a.csv")));
    }
}
