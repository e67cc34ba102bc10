package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.OutputFiles.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What may be written where, before anything is. */
class OutputFilesTest {

    @TempDir
    private Path dir;
    private Path scan;

    @BeforeEach
    void write() throws IOException {
        scan = Files.writeString(Files.createDirectories(dir.resolve("scans")).resolve("a.nii.gz"), "scan");
    }

    @ParameterizedTest
    @EnumSource(Existing.class)
    void anInputIsNeverWritten(Existing existing) {
        refused("a.nii.gz: is an input and would be lost", outputs(existing).inputs(scan).file(scan, Kind.IMAGE));
    }

    @Test
    void otherSpellingsOfAnInputAreTheInput() throws IOException {
        Path spelled = dir.resolve("scans/../scans/./a.nii.gz");
        refused("is an input (" + scan + ")", over().inputs(scan).file(spelled, Kind.IMAGE));
        Path relative = Path.of("").toAbsolutePath().relativize(scan);
        refused("is an input", over().inputs(scan).file(relative, Kind.IMAGE));
        Path later = dir.resolve("none/b.csv");
        refused("is an input", over().inputs(later).file(dir.resolve("none/./b.csv"), Kind.TABLE));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksToAnInputAreTheInput() throws IOException {
        Path soft = Files.createSymbolicLink(dir.resolve("soft.nii.gz"), scan);
        Path hard = Files.createLink(dir.resolve("hard.nii.gz"), scan);
        Path folder = Files.createSymbolicLink(dir.resolve("folder"), scan.getParent());
        for (Path name : List.of(soft, hard, folder.resolve("a.nii.gz"))) {
            refused(name + ": is an input (" + scan + ")", over().inputs(scan).file(name, Kind.IMAGE));
            refused(scan + ": is an input (" + name + ")", over().inputs(name).file(scan, Kind.IMAGE));
        }
        refused("folder: the input", over().inputs(scan).results(folder, List.of("b.nii.gz"), Kind.IMAGE));
        Path linked = Files.createDirectory(dir.resolve("linked"));
        Path into = Files.createSymbolicLink(linked.resolve("b.nii.gz"), scan);
        refused("linked: the input", over().inputs(into).results(linked, List.of("c.nii.gz"), Kind.IMAGE));
    }

    @Test
    void twoResultsAreTwoFiles() throws IOException {
        Path out = dir.resolve("out.nii.gz");
        refused("is to be written twice", over().file(out, Kind.IMAGE).file(out, Kind.IMAGE));
        refused("is to be written twice, also as " + out, over().file(out, Kind.IMAGE)
            .file(dir.resolve("scans/../out.nii.gz"), Kind.IMAGE));
        refused("is to be written twice", over().results(dir.resolve("r"), List.of("a.nii", "b.nii"), Kind.IMAGE)
            .results(dir.resolve("scans/../r"), List.of("b.nii"), Kind.IMAGE));
    }

    @Test
    void aFolderOfResultsHoldsNoInput() {
        Path inputs = scan.getParent();
        refused("scans: the input " + scan + " lies in it", over().inputs(scan)
            .results(inputs, List.of("other.nii"), Kind.IMAGE));
        refused(dir + ": the input", over().inputs(scan).results(dir, List.of("other.nii"), Kind.IMAGE));
        refused("labels: the input", over().inputs(dir.resolve("labels/missing.nii"))
            .results(dir.resolve("labels"), List.of("other.nii"), Kind.IMAGE));
        refused("scans: is an input", over().inputs(inputs).results(inputs, List.of("other.nii"), Kind.IMAGE));
        over().inputs(inputs, scan).results(inputs.resolve("results"), List.of("a.nii.gz"), Kind.IMAGE)
            .file(inputs.resolve("scores.csv"), Kind.TABLE).check();
        over().inputs(scan).results(dir.resolve("scans_2"), List.of("a.nii.gz"), Kind.IMAGE).check();
    }

    @Test
    void whatIsThereIsRefusedWithCountAndFirstName() throws IOException {
        Path results = Files.createDirectory(dir.resolve("results"));
        List<String> names = List.of("a.nii", "b.nii", "c.nii");
        Files.writeString(results.resolve("b.nii"), "b");
        OutputFiles one = outputs(Existing.REFUSE).results(results, names, Kind.IMAGE);
        refused("b.nii: is there already; replace it with --overwrite (in ImageJ overwrite=true) or choose", one);
        Files.writeString(results.resolve("c.nii"), "c");
        refused("b.nii: is there already (2 of 3 results are); replace them with --overwrite (in ImageJ overwrite=true), "
            + "leave what is done with --skip-existing (skip_existing=true), or choose another name", one.skippable());
        over().results(results, names, Kind.IMAGE).check();
        outputs(Existing.SKIP).results(results, names, Kind.IMAGE).check();
        assertEquals("b", Files.readString(results.resolve("b.nii")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToNothingIsThereToo() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("link.csv"), dir.resolve("gone"));
        refused("link.csv: is there already", outputs(Existing.REFUSE).file(link, Kind.TABLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        IMAGE   | a.mgz     | a.mgz: cannot be written in that format; expected a name in .nii or .nii.gz for an image
        IMAGE   | noext     | noext: cannot be written in that format; expected a name in .nii or .nii.gz for an image
        IMAGE   | .nii.gz   | expected a name in .nii or .nii.gz
        IMAGE   | scans     | scans: is a folder; expected a name in .nii or .nii.gz for an image
        TABLE   | a.nii.gz  | expected a name in .csv for a table
        TABLE   | a.csv.bak | expected a name in .csv for a table
        REPORT  | a.csv     | expected a name in .html for a report
        PICTURE | a.jpg     | expected a name in .png for a picture
        WEIGHTS | a.npy     | expected a name in .npz for weights
        REGIONS | a.tif     | expected a name in .zip or .roi for regions
        """)
    void aNameHasToFit(Kind kind, String name, String expected) {
        DawsonException e = assertThrows(DawsonException.class, () -> over().file(dir.resolve(name), kind));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void caseOfEndingsDoesNotMatterAndNothingNeedBeGiven() {
        over().file(dir.resolve("A.NII.GZ"), Kind.IMAGE).file((Path) null, Kind.TABLE).file(" ", Kind.TABLE)
            .results(null, List.of("a"), Kind.IMAGE).inputs((Path) null).check();
    }

    @Test
    void placesThatCannotBeWrittenAreRefused() throws IOException {
        Files.createDirectory(dir.resolve("folder.csv"));
        refused("folder.csv: is a folder, expected the name of a file",
            over().file(dir.resolve("folder.csv"), Kind.TABLE));
        refused("a.nii.gz is a file, not a folder", over().file(scan.resolve("x/y.csv"), Kind.TABLE));
        refused("is a file, not a folder", over().results(scan, List.of("b.nii"), Kind.IMAGE));
        refused("b.csv: cannot be written", over().file(dir.resolve("x".repeat(300) + "b.csv"), Kind.TABLE));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderWithoutPermissionIsRefused() {
        Path closed = dir.resolve("scans");
        assertTrue(closed.toFile().setWritable(false));
        try {
            assumeTrue(!Files.isWritable(closed), "the administrator may write anywhere");
            refused("no permission to make files", over().file(closed.resolve("deep/er/b.csv"), Kind.TABLE));
        } finally {
            closed.toFile().setWritable(true);
        }
    }

    @Test
    void missingFoldersAreMadeWithTheFirstFileAndNotBefore() throws IOException {
        Path file = dir.resolve("new/deep/a.csv");
        outputs(Existing.REFUSE).file(file, Kind.TABLE).check();
        try (Stream<Path> found = Files.list(dir)) {
            assertEquals(List.of(dir.resolve("scans")), found.toList());
        }
        AtomicFile.write(file, out -> out.write("x".getBytes(StandardCharsets.UTF_8)));
        assertEquals("x", Files.readString(file));
    }

    @Test
    void aFolderThatMustBeNewIsMissingOrEmpty() throws IOException {
        OutputFiles.requireNew(dir.resolve("new/model"), "");
        assertFalse(Files.exists(dir.resolve("new")));
        OutputFiles.requireNew(Files.createDirectory(dir.resolve("empty")), "");
        String message = assertThrows(DawsonException.class,
            () -> OutputFiles.requireNew(scan.getParent(), ", or resume")).getMessage();
        assertEquals(scan.getParent()
            + ": is not empty, and nothing in it shall be lost; choose a new or an empty folder,"
            + " or resume", message);
        assertTrue(assertThrows(DawsonException.class, () -> OutputFiles.requireNew(scan, "")).getMessage()
            .contains("is a file where a folder is to be made"));
    }

    @Test
    void whatFormsHoldIsAPathOrNothing() {
        assertNull(OutputFiles.path("  "));
        assertEquals(Path.of("a b.csv"), OutputFiles.path(" a b.csv "));
        assertTrue(assertThrows(DawsonException.class, () -> OutputFiles.path("a\0.csv")).getMessage()
            .contains("is no name of a file"));
    }

    private static OutputFiles over() {
        return outputs(Existing.OVERWRITE);
    }

    private static OutputFiles outputs(Existing existing) {
        return new OutputFiles(existing);
    }

    private static void refused(String expected, OutputFiles outputs) {
        DawsonException e = assertThrows(DawsonException.class, outputs::check);
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
