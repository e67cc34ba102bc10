package org.dawsonmri.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.compare.Bootstrap;
import org.dawsonmri.compare.Comparison;
import org.dawsonmri.compare.PaperTables;
import org.dawsonmri.compare.ScoreSet;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.Evaluation;
import org.dawsonmri.evaluate.Reference;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.report.PictureSource.CaseVolumes;
import org.dawsonmri.score.Masks;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

/** What a report must hold: every case, links that lead somewhere, the right colours, and nothing from outside. */
class ReportTest {

    private static final int[] SHAPE = {12, 10, 6};

    @TempDir
    private Path dir;
    private Path references;
    private Path good;
    private Path bad;
    private ScoresTable table;

    @BeforeEach
    void writeCases() throws IOException {
        references = Files.createDirectory(dir.resolve("references"));
        good = Files.createDirectory(dir.resolve("good"));
        bad = Files.createDirectory(dir.resolve("bad"));
        for (int i = 0; i < 4; i++) {
            write(box(4), references.resolve("case<" + i + ">.nii.gz"));
            write(box(4 - i), good.resolve("case<" + i + ">.nii.gz"));
            write(box(i == 2 ? 0 : 1), bad.resolve("case<" + i + ">.nii.gz"));
        }
        write(box(4), references.resolve("lonely.nii.gz"));
        table = Evaluation.run(references, good, null, Classes.found(), Progress.NONE);
    }

    @Test
    void anEvaluationsReportIsWholeAndOrderedFromWorst() throws Exception {
        Path file = dir.resolve("report.html");
        EvaluationReport.write(file, table, PictureFiles.of(new Reference(references, null), good, null, Progress.NONE),
            Methods.by("dawson evaluate <x>").and("Model", null).and("Split", "test"), Progress.NONE);
        String html = Files.readString(file);
        assertSound(html);
        assertEquals(4, count(html, "<img "));
        List<String> rows = Pattern.compile("<tr id=\"row-\\d+\"><td><a href=\"#picture-\\d+\">(.*?)</a>").matcher(html)
            .results().map(m -> m.group(1)).toList();
        assertEquals(List.of("case&lt;3&gt;", "case&lt;2&gt;", "case&lt;1&gt;", "case&lt;0&gt;"), rows);
        assertTrue(html.contains("lonely: no prediction in"), "failed cases are named");
        assertTrue(html.contains("dawson evaluate &lt;x&gt;") && html.contains("<td>Split</td>"));
        assertFalse(html.contains("<td>Model</td>"));
        assertEquals(2 + 1 + 1, count(html, "<svg "));
    }

    @Test
    void aComparisonsReportShowsWhereSetsDiffer() throws Exception {
        Comparison c = Comparison.of(List.of(new ScoreSet("good & new", table), new ScoreSet("bad",
            Evaluation.run(references, bad, null, Classes.found(), Progress.NONE))), Bootstrap.DEFAULT, Progress.NONE);
        Path file = dir.resolve("compared.html");
        ComparisonReport.write(file, c, PaperTables.of(c, List.of()),
            Map.of("bad", PictureFiles.of(new Reference(references, null), bad, null, Progress.NONE)), Methods.by("x"),
            Progress.NONE);
        String html = Files.readString(file);
        assertSound(html);
        assertEquals(4, count(html, "<img "), "one set has pictures");
        assertTrue(html.indexOf("<h3 id=\"picture-0\">case&lt;2&gt;") > 0, "two thirds against nothing");
        assertTrue(html.contains("good &amp; new lacks 1: lonely"));
        assertTrue(html.contains("<td class=\"n\"><b>0.73 (0.26)</b></td>"), "best value in bold");
    }

    @Test
    void agreementHasItsColours() {
        Volume reference = box(4);
        Volume prediction = Masks.fill(Masks.fill(box(2), 2, 2, 4, 2, 4, 0, 1), 1, 9, 11, 7, 9, 0, 1);
        Volume map = Agreement.map(reference, prediction);
        assertEquals(Agreement.CONFUSED.code(), map.get(2, 2, 0));
        assertEquals(Agreement.AGREED.code(), map.get(2, 2, 1));
        assertEquals(Agreement.MISSED.code(), map.get(2, 2, 3));
        assertEquals(Agreement.TOO_MUCH.code(), map.get(9, 7, 0));
        assertEquals(0, map.get(0, 0, 0));
        BufferedImage picture = CasePicture.of(new CaseVolumes(null, reference, prediction));
        // Lower row, first of four slices, 12 × 10 mm on 160 pixels: the patient's left (large x) is on the right side
        // of the picture turned around, so voxel (9, 7) is near the upper left corner.
        double pixels = 160 / 12.0;
        int x = (int) ((12 - 9.5) * pixels);
        int y = (int) Math.round(10 * pixels) + 3 + (int) ((10 - 7.5) * pixels);
        int seen = picture.getRGB(x, y) & 0xffffff;
        assertEquals(Math.round(Agreement.TOO_MUCH.colour().getRed() * 0.62f), seen >> 16, 2);
        assertEquals(4 * 160 + 3 * 3, picture.getWidth());
    }

    @Test
    void scansOfAnotherGridTakeTheBackgroundOnly() {
        Path scans = dir.resolve("scan.nii.gz");
        write(Masks.empty(new int[] {3, 3, 3}, 1, 1, 1), scans);
        PictureFiles files = PictureFiles.of(new Reference(references, null), good, scans.toString(), Progress.NONE);
        List<String> warnings = new ArrayList<>();
        CaseVolumes volumes = files.volumes("case<1>", event -> warnings.add(event.values().toString()));
        assertNull(volumes.scan());
        assertEquals(1, warnings.size());
        assertNull(files.volumes("lonely", Progress.NONE));
    }

    @Test
    void axesEndAtRoundNumbers() {
        assertEquals(new Axis(0, 1, 0.2), Axis.around(0.03, 0.97));
        assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"),
            Axis.around(0.03, 0.97).ticks().stream().map(Axis.around(0.03, 0.97)::text).toList());
        Axis one = Axis.around(5);
        assertTrue(one.min() < 5 && one.max() > 5);
        Axis none = Axis.around();
        assertTrue(none.max() > none.min());
        assertEquals("0", new Axis(-10, 10, 5).text(-0.0));
    }

    /** Well-formed, every link within the page leads somewhere, every address is there once, nothing is fetched. */
    private static void assertSound(String html) throws Exception {
        String xml = html.replaceAll("(?s)<style>.*?</style>|<script>.*?</script>", "")
            .replaceAll("<(meta|br|img)([^>]*)>", "<$1$2/>").replace("<!DOCTYPE html>", "");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        List<String> ids = find(html, " id=\"([^\"]+)\"");
        Set<String> distinct = new HashSet<>(ids);
        assertEquals(distinct.size(), ids.size(), "addresses are there once");
        assertEquals(Set.of(), find(html, "href=\"#([^\"]+)\"").stream().filter(id -> !distinct.contains(id))
            .collect(Collectors.toSet()));
        assertEquals(List.of(), find(html, "(?:src|href)=\"((?!#|data:)[^\"]*)\""));
        assertFalse(html.contains("@import") || html.contains("url("));
    }

    private static List<String> find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results().map(m -> m.group(1)).toList();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static Volume box(int depth) {
        return Masks.fill(Masks.empty(SHAPE, 1, 1, 1), 1, 2, 6, 2, 6, 0, depth);
    }

    private static void write(Volume volume, Path file) {
        NiftiWriter.write(volume, file, NiftiType.UINT8);
    }
}
