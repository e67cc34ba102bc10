package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Statistics;
import org.dawsonmri.evaluate.ScoresTable.ScoresSummary;
import org.dawsonmri.score.Convention;
import org.dawsonmri.score.LesionRules;
import org.dawsonmri.score.Masks;
import org.dawsonmri.score.ScoreSettings;
import org.dawsonmri.score.Scores;
import org.dawsonmri.score.Status;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The summary, and the table as CSV and text. */
class ScoresTableTest {

    private final Volume two = Masks.fill(Masks.empty(new int[] {4, 4, 1}, 1, 1, 1), 1, 0, 2, 0, 1, 0, 1);
    private final Volume four = Masks.fill(Masks.empty(new int[] {4, 4, 1}, 1, 1, 1), 1, 0, 2, 0, 2, 0, 1);
    private final Volume none = Masks.empty(new int[] {4, 4, 1}, 1, 1, 1);

    private final Classes classes = Classes.of(List.of(), List.of("lesion, \"black hole\""));
    private final ScoresTable table = CaseResult.table(List.of(
        CaseResult.measure("same", two, two, classes, Scores.standard()),
        CaseResult.measure("half", four, two, classes, Scores.standard()),
        CaseResult.measure("missed", two, none, classes, Scores.standard()),
        CaseResult.measure("healthy", none, none, classes, Scores.standard()),
        CaseResult.failed("broken", "unreadable:\n\"no, not this\"")), classes, Scores.standard());

    @TempDir
    private Path folder;

    @Test
    void theSummaryCountsWhatItLeavesOut() {
        Statistics dice = statistics("dice");
        assertEquals(3, dice.n());
        assertEquals(1, dice.undefined());
        assertEquals((1 + 2.0 / 3 + 0) / 3, dice.mean(), 1e-12, "the missed one counts as 0, the healthy one not");
        assertEquals(2.0 / 3, dice.median(), 1e-12);
        assertEquals(Math.sqrt(((1 - 5.0 / 9) * (1 - 5.0 / 9) + 1.0 / 81 + 25.0 / 81) / 2), dice.sd(), 1e-12);
        assertEquals(0, dice.min());
        assertEquals(1, dice.max());
        assertEquals(2, statistics("hd95_mm").n());
        assertEquals(2, statistics("hd95_mm").undefined());
        assertEquals(4, statistics("reference_mm3").n());
        assertEquals(5, table.cases());
        assertEquals(1, table.failed().size());
    }

    @Test
    void statisticsOfFewValues() {
        assertEquals(new Statistics(0, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
            Double.NaN, Double.NaN),
            Statistics.of(new double[] {Double.NaN}));
        assertEquals(new Statistics(1, 0, 3, Double.NaN, 3, 3, 3, 3, 3), Statistics.of(new double[] {3}));
        assertEquals(2.5, Statistics.of(new double[] {4, 1, 2, 3}).median());
        assertEquals(1.75, Statistics.of(new double[] {4, 1, 2, 3}).q1(), 1e-12, "as numpy.percentile");
        assertEquals(3.25, Statistics.of(new double[] {4, 1, 2, 3}).q3(), 1e-12);
    }

    /** Some scores of an empty pair are perfect by rule, and so would be a mean of them only. */
    @Test
    void aClassThatIsNowhereHasNoMean() {
        Scores scores = Scores.of(List.of("overlap", "lesion", "volume"), new ScoreSettings(Convention.of("medpy"), 1,
            LesionRules.DEFAULT, GridRule.VOXEL));
        Classes classes = Classes.of(List.of(1, 7), List.of());
        ScoresTable table = CaseResult.table(List.of(CaseResult.measure("a", two, two, classes, scores),
            CaseResult.measure("b", two, two, classes, scores)), classes, scores);
        assertEquals(Set.of(7), table.absentLabels());
        assertEquals(1, table.rows().get(1).score("dice_medpy"), "a case's own score stays");
        for (ScoresSummary s : table.summary()) {
            if (s.label().equals("7")) {
                assertEquals(0, s.statistics().n(), s.column());
                assertTrue(Double.isNaN(s.statistics().mean()), s.column());
            } else if (s.column().equals("dice_medpy")) {
                assertEquals(2, s.statistics().n(), s.label());
                assertEquals(s.label().equals("all") ? 2 : 0, s.statistics().undefined(), s.label());
            }
        }
    }

    @Test
    void aClassThatIsInOneCaseKeepsThePerfectScoresOfOthers() {
        Scores scores = Scores.of(List.of("overlap"),
            new ScoreSettings(Convention.of("medpy"), 1, LesionRules.DEFAULT, GridRule.VOXEL));
        Classes classes = Classes.of(List.of(1), List.of());
        Volume nothing = Masks.empty(new int[] {4, 4, 1}, 1, 1, 1);
        ScoresTable table = CaseResult.table(List.of(CaseResult.measure("ill", two, nothing, classes, scores),
            CaseResult.measure("healthy", nothing, nothing, classes, scores)), classes, scores);
        assertEquals(Set.of(), table.absentLabels());
        assertEquals(0.5, table.summary().stream().filter(s -> s.column().equals("dice_medpy")).findFirst()
            .orElseThrow().statistics().mean());
    }

    @Test
    void severalClassesAreAlsoSummedUpTogether() {
        Volume both = Masks.fill(Masks.fill(Masks.empty(new int[] {4, 4, 1}, 1, 1, 1), 1, 0, 2, 0, 1, 0, 1), 2,
            0, 2, 2, 3, 0, 1);
        ScoresTable mixed = CaseResult.table(List.of(
            CaseResult.measure("both", both, both, Classes.found(), Scores.standard()),
            CaseResult.measure("one", two, two, Classes.found(), Scores.standard())), Classes.found(),
            Scores.standard());
        assertEquals(4, mixed.rows().size());
        assertEquals(Status.EMPTY_BOTH, mixed.rows().get(3).status(), "class 2 is found in the other case only");
        List<ScoresSummary> dice = mixed.summary().stream().filter(s -> s.column().equals("dice")).toList();
        assertEquals(List.of("1", "2", "all"), dice.stream().map(ScoresSummary::label).toList());
        assertEquals(3, dice.get(2).statistics().n());
        assertEquals(1, dice.get(2).statistics().undefined());
    }

    /** Volumes 2, 4, 2 and 2, 2, 0: from their means −2/3, 4/3, −2/3 and 2/3, 2/3, −4/3, so r = 4/3 / (8/3). */
    @Test
    void theSummaryHasTheChallengeScoreOfAllCases() {
        Scores scores = Scores.of(List.of("lesion", "volume"), ScoreSettings.DEFAULT);
        ScoresTable lesions = CaseResult.table(List.of(
            CaseResult.measure("same", two, two, classes, scores),
            CaseResult.measure("half", four, two, classes, scores),
            CaseResult.measure("missed", two, none, classes, scores)), classes, scores);
        List<ScoresSummary> last = lesions.summary().subList(scores.columns().size(), scores.columns().size() + 2);
        assertEquals("isbi_volume_correlation", last.get(0).column());
        assertEquals(0.5, last.get(0).statistics().mean(), 1e-12);
        double partial = (0.75 + ((2.0 / 3 + 1) / 8 + 0.5) + 0.25) / 3;
        assertEquals("isbi_score", last.get(1).column());
        assertEquals(partial + 0.125, last.get(1).statistics().mean(), 1e-12);
    }

    @Test
    void infiniteScoresOfAConventionCount() {
        Statistics statistics = Statistics.of(new double[] {1, 2, Double.POSITIVE_INFINITY, Double.NaN});
        assertEquals(3, statistics.n());
        assertEquals(Double.POSITIVE_INFINITY, statistics.mean());
        assertEquals(2, statistics.median());
        assertEquals(Double.POSITIVE_INFINITY, statistics.q3());
        assertEquals(1, statistics.min());
    }

    @Test
    void csvBringsBackWhatWasWritten() throws IOException {
        Path out = folder.resolve("new").resolve("scores.csv");
        ScoresCsv.write(table, out);
        List<List<String>> lines = parse(Files.readString(out));
        assertEquals(6, lines.size());
        List<String> header = lines.get(0);
        assertEquals(List.of("case", "class", "class_name", "status", "reason"), header.subList(0, 5));
        assertEquals(table.columns(), header.subList(5, header.size()));
        for (int i = 0; i < 5; i++) {
            ScoresRow row = table.rows().get(i);
            List<String> line = lines.get(i + 1);
            assertEquals(List.of(row.caseName(), row.labelText(), row.className(), row.status().name(), row.reason()),
                line.subList(0, 5));
            for (int c = 5; c < header.size(); c++) {
                assertEquals(row.score(header.get(c)), Double.parseDouble(line.get(c)));
            }
        }
        List<List<String>> summary = parse(Files.readString(folder.resolve("new").resolve("scores_summary.csv")));
        assertEquals(1 + table.columns().size(), summary.size());
        assertEquals(List.of("1", "lesion, \"black hole\"", "dice", "3", "1"), summary.get(1).subList(0, 5));
        assertEquals(statistics("dice").sd(), Double.parseDouble(summary.get(1).get(6)));
        assertTrue(summary.stream().flatMap(List::stream).noneMatch("null"::equals));
        try (Stream<Path> files = Files.list(out.getParent())) {
            assertEquals(2, files.count(), "nothing else is left behind");
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidBeforeTheWork() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThrows(DawsonException.class, () -> declared(file.resolve("scores.csv")).check());
        assertThrows(DawsonException.class, () -> ScoresCsv.write(table, file.resolve("scores.csv")));
        assertThrows(DawsonException.class, () -> declared(folder).check());
        declared(folder.resolve("scores.csv")).check();
        assertFalse(Files.exists(folder.resolve("scores.csv")));
    }

    @Test
    void textIsAlignedAndNamesWhatFailed() {
        List<String> lines = ScoresText.of(table).lines().toList();
        assertTrue(lines.get(0).startsWith("case     class"), lines.get(0));
        int end = lines.get(0).indexOf("dice") + 4;
        assertEquals("0.6667", lines.get(2).substring(end - 6, end));
        assertEquals("-", lines.get(4).substring(end - 1, end));
        assertTrue(lines.contains("1 of 5 cases could not be compared and are not in the summary:"));
    }

    private Statistics statistics(String column) {
        return table.summary().stream().filter(s -> s.column().equals(column)).findFirst().orElseThrow().statistics();
    }

    /** RFC 4180, read character by character. */
    private static OutputFiles declared(Path out) {
        return ScoresCsv.declare(new OutputFiles(Existing.REFUSE), out);
    }

    private static List<List<String>> parse(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        return lines;
    }
}
