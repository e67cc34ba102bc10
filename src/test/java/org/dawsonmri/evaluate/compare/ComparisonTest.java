package org.dawsonmri.evaluate.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Csv;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.ScoresCsv;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.score.PublishedTable;
import org.dawsonmri.evaluate.score.Score;
import org.dawsonmri.evaluate.score.ScoreSettings;
import org.dawsonmri.evaluate.score.Scores;
import org.dawsonmri.evaluate.score.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ComparisonTest {

    private static final double NAN = Double.NaN;

    private final ScoreSet old = set("old", new double[] {0.5, 0.6, 0.7, 0.8}, new double[] {4, 3, NAN, 1});
    private final ScoreSet young = set("young", new double[] {0.6, 0.8, 0.7, 0.9, 0.1}, new double[] {2, 2, 2, 2, 9});

    @Test
    void pairsCasesByNameAndCountsTheRest() {
        Comparison c = Comparison.of(List.of(old, young), Bootstrap.DEFAULT, Progress.NONE);
        PairedDifference dice = difference(c, "dice");
        assertEquals(4, dice.n());
        assertEquals(1, dice.unpaired());
        assertEquals(0.65, dice.meanFirst(), 1e-12);
        assertEquals(0.75, dice.meanSecond(), 1e-12);
        assertEquals(0.1, dice.difference(), 1e-12);
        // Pratt ranks of 0.1, 0.2, 0, 0.1 are 2.5, 4, 1, 2.5: all three signs alike has the chance 2/8
        assertEquals(0.25, dice.test().p(), 1e-12);
        assertEquals(1, dice.test().zeros());
        assertTrue(dice.interval().low() >= 0 && dice.interval().contains(0.1), dice::toString);
        PairedDifference hd = difference(c, "hd_mm");
        assertEquals(List.of(3, 1, 1), List.of(hd.n(), hd.undefined(), hd.unpaired()));
        assertEquals(List.of(new Comparison.MissingCase("old", "case4", "not in this set")), c.missing());
        assertTrue(c.differences().stream().noneMatch(d -> d.column().equals("reference_ml")));
    }

    @Test
    void failedCasesAreNamedAndNotPaired() {
        List<ScoresRow> rows = new ArrayList<>(young.table().rows());
        rows.set(0, new ScoresRow("case0", ScoresRow.NO_CLASS, "", Status.FAILED, "no prediction in x",
            rows.get(0).scores()));
        ScoreSet broken = new ScoreSet("broken", new ScoresTable(young.table().columns(), rows));
        Comparison c = Comparison.of(List.of(old, broken), Bootstrap.DEFAULT, Progress.NONE);
        assertEquals(3, difference(c, "dice").n());
        assertEquals(2, difference(c, "dice").unpaired());
        assertTrue(c.missing().contains(new Comparison.MissingCase("broken", "case0", "no prediction in x")));
    }

    @Test
    void threeSetsAreThreePairsAndHolmCountsThem() {
        ScoreSet third = set("third", new double[] {0.4, 0.5, 0.6, 0.7}, new double[] {5, 5, 5, 5});
        Comparison c = Comparison.of(List.of(old, young, third), Bootstrap.DEFAULT, Progress.NONE);
        List<PairedDifference> dice = c.differences().stream().filter(d -> d.column().equals("dice")).toList();
        assertEquals(List.of("old-young", "old-third", "young-third"),
            dice.stream().map(d -> d.first() + "-" + d.second()).toList());
        assertEquals(0.125, dice.get(1).test().p(), 1e-12); // all four worse: 2/16
        assertEquals(0.375, dice.get(1).pHolm(), 1e-12);
        assertEquals(0.75, dice.get(1).pHolmAll(), 1e-12); // the smallest of six
    }

    @Test
    void volumesAgreeWithinLimits() {
        VolumeAgreement v = Comparison.of(List.of(old, young), Bootstrap.DEFAULT, Progress.NONE).volumes().get(1);
        assertEquals("young", v.set());
        assertEquals(0.5, v.limits().bias(), 1e-12);
        assertEquals(0.5, v.limits().upper(), 1e-12);
        assertEquals(5, v.limits().n());
    }

    @Test
    void filesHoldTheNumbersAndTablesTheBestInBold(@TempDir Path dir) throws IOException {
        Comparison c = Comparison.of(List.of(old, young), Bootstrap.DEFAULT, Progress.NONE);
        Path history = Files.writeString(dir.resolve("history.csv"), "epoch,val_dice,seconds\n1,0.5,3\n"
            + "2,0.75,4\n3,NaN,5\n");
        List<PaperTable> tables = PaperTables.of(c, List.of(ModelFacts.of("young", 1234567, 0, history)));
        ComparisonFiles.write(c, tables, Files.createDirectory(dir.resolve("out")));
        Map<String, String> row = Csv.read(dir.resolve("out/differences.csv")).get(0);
        assertEquals("dice", row.get("score"));
        assertEquals(difference(c, "dice").difference(), Double.parseDouble(row.get("mean_difference")));
        assertEquals("case4", Csv.read(dir.resolve("out/missing.csv")).get(0).get("case"));
        assertEquals(8, Csv.read(dir.resolve("out/sets.csv")).size());
        assertEquals(2, Csv.read(dir.resolve("out/volumes.csv")).size());
        String text = Files.readString(dir.resolve("out/tables.md"));
        assertTrue(text.contains("| DSC | **0.65 (0.13)** | 0.62 (0.31) |"), text);
        assertTrue(text.contains("| HD | **2.67 (1.53) [n 3]** | 3.40 (3.13) |"), text);
        assertTrue(text.contains("| Trainable parameters | – | 1,234,567 |"), text);
        assertTrue(text.contains("| Best Dice score in validation | – | **0.750** |"), text);
        assertTrue(text.contains("| Epoch training time (s, median) | – | **4.0** |"), text);
    }

    @Test
    void scoresOfAFileAreThoseThatWereWritten(@TempDir Path dir) {
        ScoresCsv.write(old.table(), dir.resolve("a.csv"));
        ScoresTable read = ScoresCsv.read(dir.resolve("a.csv"));
        assertEquals(old.table(), read);
        assertThrows(DawsonException.class, () -> ScoresCsv.read(dir.resolve("a_summary.csv")));
        assertThrows(DawsonException.class, () -> ScoresCsv.read(dir.resolve("none.csv")));
    }

    @Test
    void csvKeepsQuotesAndLineBreaks(@TempDir Path dir) throws IOException {
        Map<String, String> row = Map.of("a", "x, \"y\"\nz", "b", "");
        Csv.write(dir.resolve("t.csv"), List.of("a", "b"), List.of(row));
        assertEquals(List.of(row), Csv.read(dir.resolve("t.csv")));
        Files.writeString(dir.resolve("t.csv"), "\ufeffa,b\r\n1,2\r\n\r\n3,4");
        assertEquals(List.of(Map.of("a", "1", "b", "2"), Map.of("a", "3", "b", "4")), Csv.read(dir.resolve("t.csv")));
        Files.writeString(dir.resolve("t.csv"), "a,b\n1\n");
        assertThrows(DawsonException.class, () -> Csv.read(dir.resolve("t.csv")));
        Files.writeString(dir.resolve("t.csv"), "a,b\n1,\"2\n");
        assertThrows(DawsonException.class, () -> Csv.read(dir.resolve("t.csv")));
    }

    /** Measured under the paper's names or under ours, the paper's tables hold the same scores. */
    @Test
    void thePapersOwnColumnsMakeItsTables() {
        assertEquals(List.of("table 1"), tables("table1"));
        assertEquals(List.of("table 2"), tables("table2"));
        assertEquals(List.of("table 1", "table 2"), tables("table1", "table2"));
        assertEquals(List.of("table 1"), tables("slice"));
        List<Score> both = Scores.of(List.of("table1", "table2"), ScoreSettings.DEFAULT).scores();
        assertEquals("DSC", PublishedTable.TABLE_1.find(PublishedTable.TABLE_1.entries().get(2), both).get().column());
        assertEquals("DSC_table2",
            PublishedTable.TABLE_2.find(PublishedTable.TABLE_2.entries().get(0), both).get().column());
    }

    private static List<String> tables(String... families) {
        List<String> columns = Scores.of(List.of(families), ScoreSettings.DEFAULT).columns();
        List<ScoreSet> sets = Stream.of(0.25, 0.5).map(value -> new ScoreSet("s" + value, new ScoresTable(columns,
            List.of(new ScoresRow("case", 1, "", Status.OK, "",
                columns.stream().collect(Collectors.toMap(c -> c, c -> value))))))).toList();
        List<PaperTable> tables = PaperTables.of(Comparison.of(sets, Bootstrap.DEFAULT, Progress.NONE), List.of());
        tables.forEach(table -> assertTrue(table.rows().size() >= 6, table.title()));
        return tables.stream().map(t -> t.title().replaceFirst(".*\\((.*)\\)", "$1")).toList();
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        refused("found old", old);
        refused("found old, old", old, old);
        refused("no score in common", old, new ScoreSet("x", new ScoresTable(List.of(), List.of())));
        refused("no score in common of which some values are better than others, found reference_ml", old,
            new ScoreSet("x", new ScoresTable(List.of("reference_ml"), List.of())));
        ScoreSet others = new ScoreSet("x", new ScoresTable(old.table().columns(), old.table().rows().stream()
            .map(r -> new ScoresRow("other " + r.caseName(), 1, "", Status.OK, "", r.scores())).toList()));
        refused("no case in common", old, others);
    }

    private static void refused(String message, ScoreSet... sets) {
        DawsonException e = assertThrows(DawsonException.class,
            () -> Comparison.of(List.of(sets), Bootstrap.DEFAULT, Progress.NONE));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static PairedDifference difference(Comparison c, String column) {
        PairedDifference found = c.differences().stream().filter(d -> d.column().equals(column)).findFirst()
            .orElse(null);
        assertNotNull(found, column);
        return found;
    }

    /** Cases of a volume of 2 ml, of which the second set has half a millilitre more. */
    static ScoreSet set(String name, double[] dice, double[] hd) {
        List<ScoresRow> rows = new ArrayList<>();
        for (int i = 0; i < dice.length; i++) {
            Map<String, Double> scores = new LinkedHashMap<>();
            scores.put("dice", dice[i]);
            scores.put("hd_mm", hd[i]);
            scores.put("reference_ml", 2.0);
            scores.put("predicted_ml", name.equals("young") ? 2.5 : 2.0);
            rows.add(new ScoresRow("case" + i, 1, "cord", Status.OK, "", scores));
        }
        return new ScoreSet(name, new ScoresTable(List.of("dice", "hd_mm", "reference_ml", "predicted_ml"), rows));
    }
}
