package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.DatasetCheck;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.Evaluation;
import org.dawsonmri.evaluate.LesionRule;
import org.dawsonmri.evaluate.LesionTable;
import org.dawsonmri.imagej.Fixtures;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Real macro strings, replayed with no dialog, against what the library itself gives. */
class MacroTest {

    @TempDir
    private Path dir;
    private Path scan;
    private Volume reference;
    private Volume prediction;

    @BeforeEach
    void writeScans() {
        scan = dir.resolve("my scan.nii.gz");
        NiftiWriter.write(Fixtures.scan(Fixtures.oblique(), 1), scan, NiftiType.FLOAT32);
        reference = Fixtures.labels(Fixtures.oblique());
        prediction = reference.with(reference.voxels().clone());
        prediction.voxels()[prediction.index(1, 1, 1)] = 0;
        prediction.voxels()[prediction.index(4, 2, 2)] = 1;
        NiftiWriter.write(reference, dir.resolve("reference.nii"), NiftiType.UINT8);
        NiftiWriter.write(prediction, dir.resolve("prediction.nii"), NiftiType.UINT8);
    }

    @Test
    void openAndSave() {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=[DIR/my scan.nii.gz]");
            title = getTitle();
            run("Dawson Save NIfTI...", "image=[my scan.nii.gz] out=[DIR/copy.nii] type=float32");
            return title;
            """);
        assertNull(outcome.error());
        assertEquals("my scan.nii.gz", outcome.returned());
        assertArrayEquals(NiftiReader.read(scan).voxels(), NiftiReader.read(dir.resolve("copy.nii")).voxels());
        assertEquals(NiftiReader.read(scan).geometry(), NiftiReader.read(dir.resolve("copy.nii")).geometry());
    }

    @Test
    void evaluateFillsTheResultsTableAndTheCsv() throws IOException {
        Outcome outcome = run("""
            run("Dawson Evaluate...",
                "reference=DIR/reference.nii prediction=[DIR/prediction.nii] out=[DIR/scores.csv]");
            return "" + nResults + " " + d2s(getResult("dice", 1), 9);
            """);
        assertNull(outcome.error());
        double dice = Evaluation.compare(reference, prediction, Classes.found()).rows().get(1).score("dice");
        assertEquals(String.format(Locale.ROOT, "2 %.9f", dice), outcome.returned());
        assertTrue(dice < 1);
        assertEquals(3, Files.readAllLines(dir.resolve("scores.csv")).size());
    }

    @Test
    void openImagesAreEvaluatedByTitle() {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=DIR/reference.nii");
            run("Dawson Open Scan...", "path=DIR/prediction.nii");
            run("Dawson Evaluate...", "reference=reference.nii prediction=prediction.nii");
            return getResultString("case", 0) + " " + d2s(getResult("dice", 1), 9);
            """);
        assertNull(outcome.error());
        double dice = Evaluation.compare(reference, prediction, Classes.found()).rows().get(1).score("dice");
        assertEquals(String.format(Locale.ROOT, "reference.nii %.9f", dice), outcome.returned());
    }

    @Test
    void evaluateDrawsAgreementPlotsAndAReport() throws IOException {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=[DIR/my scan.nii.gz]");
            run("Dawson Evaluate...", "reference=DIR/reference.nii prediction=DIR/prediction.nii "
                + "scores=[overlap, volume] report=DIR/report.html scan=[my scan.nii.gz] plots=true");
            selectImage("my scan.nii.gz");
            found = "" + Overlay.size + " " + nImages;
            selectImage("Dawson Scores Plot class 2");
            return found + " " + isNaN(getResult("specificity", 0));
            """);
        assertNull(outcome.error());
        // two slices hold labels; the scan, plots of scores and of volumes for each of two classes are open
        assertEquals("2 5 0", outcome.returned());
        String report = Files.readString(dir.resolve("report.html"));
        assertEquals(2, report.split("<img ").length);
        assertTrue(report.contains("Dawson Evaluate... in ImageJ"));
    }

    @Test
    void compareFillsTablesAndTheFolder() throws IOException {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=DIR/reference.nii");
            run("Dawson Compare...", "reference=reference.nii predictions=[exact=DIR/reference.nii; other="
                + "DIR/prediction.nii] out=[DIR/a comparison] scores=default plots=true");
            return getResultString("first", 0) + " " + getResultString("second", 0) + " "
                + d2s(getResult("mean_difference", 0), 9) + " " + getResult("n", 0);
            """);
        assertNull(outcome.error());
        double dice = Evaluation.compare(reference, prediction, Classes.found()).rows().get(0).score("dice");
        assertEquals(String.format(Locale.ROOT, "exact other %.9f 1", dice - 1), outcome.returned());
        assertTrue(dice < 1);
        for (String file : new String[] {"report.html", "differences.csv", "tables.md", "scores_exact.csv"}) {
            assertTrue(Files.exists(dir.resolve("a comparison").resolve(file)), file);
        }
        Outcome again = run("""
            run("Dawson Compare...", "tables=[a=DIR/a comparison/scores_exact.csv; "
                + "b=DIR/a comparison/scores_other.csv] out=DIR/again seed=7");
            return d2s(getResult("mean_difference", 0), 9);
            """);
        assertNull(again.error());
        assertEquals(String.format(Locale.ROOT, "%.9f", dice - 1), again.returned());
    }

    @Test
    void theComparingMacroPrintsDice() throws IOException {
        Files.createDirectories(dir.resolve("references"));
        Files.createDirectories(dir.resolve("others"));
        Files.copy(dir.resolve("reference.nii"), dir.resolve("references/a.nii"));
        Files.copy(dir.resolve("prediction.nii"), dir.resolve("others/a.nii"));
        String macro = Files.readString(Path.of("macros", "Compare_Models.ijm"))
            .replace("print(found)", "File.saveString(found, \"" + dir + "/printed.txt\")");
        Outcome outcome = ImageJMenu.run(macro, "reference=[DIR/references] predictions=[exact=DIR/references; other="
            .replace("DIR", dir.toString()) + dir + "/others] out=[" + dir + "/compared]");
        assertNull(outcome.error());
        String printed = Files.readString(dir.resolve("printed.txt"));
        assertTrue(printed.contains("\n1,,dice,exact,other,1,0,0,1.0,"), printed);
    }

    @Test
    void checkedDatasetListsItsProblems() throws IOException {
        Files.writeString(dir.resolve("dataset.tsv"),
            "subject\tsplit\tT1\tlabel\na\ttrain\tmy scan.nii.gz\treference.nii\nb\ttrain\tgone.nii\treference.nii\n");
        Outcome outcome = run("""
            run("Dawson Check Dataset...", "data=DIR/dataset.tsv tolerance=0.1");
            found = "";
            for (i = 0; i < nResults; i++) {
                found = found + getResultString("subject", i) + ":" + getResultString("detail", i) + ";";
            }
            return found;
            """);
        assertNull(outcome.error());
        String expected = DatasetCheck.check(Dataset.read(dir.resolve("dataset.tsv")), DatasetCheck.Options.defaults(),
            Progress.NONE).findings().stream().map(f -> f.subject() + ":" + f.detail() + ";")
            .collect(Collectors.joining());
        assertTrue(expected.contains("gone.nii"), expected);
        assertEquals(expected, outcome.returned());
    }

    @Test
    void lesionsFillTheResultsTableAndTheCsv() throws IOException {
        Outcome outcome = run("""
            run("Dawson Lesion Table...", "labels=DIR/prediction.nii scans=[T1=DIR/my scan.nii.gz] connectivity=6 "
                + "class_names=grey,white out=[DIR/my lesions.csv]");
            return "" + nResults + " " + getResultString("class_name", 0) + " " + d2s(getResult("volume_mm3", 0), 6)
                + " " + d2s(getResult("mean_T1", 0), 6);
            """);
        assertNull(outcome.error());
        Volume stored = NiftiReader.read(dir.resolve("prediction.nii"));
        LesionTable expected = LesionTable.of(stored, Map.of("T1", NiftiReader.read(scan)),
            new LesionRule(6, 0, Classes.found()), Progress.NONE);
        assertEquals(String.format(Locale.ROOT, "%d grey %.6f %.6f", expected.lesions().size(),
            expected.lesions().get(0).volumeMm3(), expected.lesions().get(0).intensities().get(0)),
            outcome.returned());
        assertEquals(expected.lesions().size() + 1, Files.readAllLines(dir.resolve("my lesions.csv")).size());
        assertEquals(3, Files.readAllLines(dir.resolve("my lesions_totals.csv")).size());
    }

    @Test
    void aFolderOfLabelMapsIsListedAndABadFileIsARow() throws IOException {
        Path input = Files.createDirectory(dir.resolve("label maps"));
        Files.copy(dir.resolve("prediction.nii"), input.resolve("b.nii"));
        Files.writeString(input.resolve("a.nii"), "no scan");
        String macro = Files.readString(Path.of("macros", "Lesion_Folder.ijm"))
            .replace("call(\"java.lang.System.exit\", \"1\")", "return \"exit 1\"");
        Outcome outcome = ImageJMenu.run(macro, "input=[" + input + "] output=[" + dir + "/tables] connectivity=26");
        assertNull(outcome.error());
        assertEquals("exit 1", outcome.returned());
        LesionTable expected = LesionTable.of(prediction, Map.of(), new LesionRule(26, 0, Classes.found()),
            Progress.NONE);
        assertEquals(expected.lesions().size() + 1, Files.readAllLines(dir.resolve("tables/b.csv")).size());
        List<String> rows = Files.readAllLines(dir.resolve("tables/lesion_folder.csv"));
        assertTrue(rows.get(1).startsWith("\"a.nii\",,,\""), rows.get(1));
        assertTrue(rows.get(2).startsWith("\"b.nii\"," + expected.lesions().size() + ","), rows.get(2));
    }

    @Test
    void overlaysAreDrawnOnTheOpenScan() {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=[DIR/my scan.nii.gz]");
            before = Overlay.size;
            run("Dawson Overlay...", "scan=[my scan.nii.gz] labels=DIR/prediction.nii opacity=0.7");
            one = Overlay.size;
            run("Dawson Overlay...", "scan=[my scan.nii.gz] labels=DIR/reference.nii name=reference");
            run("Dawson Overlay...", "scan=[my scan.nii.gz] labels=DIR/prediction.nii");
            return "" + before + " " + one + " " + Overlay.size;
            """);
        assertNull(outcome.error());
        assertEquals("0 2 4", outcome.returned());
    }

    @Test
    void macroVariablesAndCallsWorkToo() {
        Outcome outcome = run("""
            file = "DIR/copy.nii.gz";
            call("org.dawsonmri.imagej.CommandRunner.run", "Dawson Save NIfTI...",
                "image=[DIR/my scan.nii.gz] out=&file");
            return "" + File.exists(file);
            """);
        assertNull(outcome.error());
        assertEquals("1", outcome.returned());
    }

    @Test
    void anAttemptThatFailsSaysWhyAndTheMacroGoesOn() {
        Outcome outcome = run("""
            problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Open Scan...", "path=DIR/gone.nii");
            return "went on after " + problem;
            """);
        assertNull(outcome.error());
        assertTrue(outcome.returned().startsWith("went on after '" + dir + "/gone.nii': is neither a file"),
            outcome.returned());
    }

    private Outcome run(String macro) {
        return ImageJMenu.run(macro.replace("DIR", dir.toString()), "");
    }
}
