package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.CommandRunner;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiReader;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;
import org.scijava.task.TaskService;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Forms and macros that would write over what is there. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MacroOutputsTest {

    /** A mistake of Dawson's. It is no command of any menu. */
    @Plugin(type = SciJavaPlugin.class, menuPath = "Endless")
    public static final class Endless extends DawsonCommand {

        @Override
        void execute(Progress progress) {
            execute(progress);
        }
    }

    private Workplace place;

    @BeforeAll
    void makeWorkplace(@TempDir Path dir) throws IOException {
        place = Workplace.make(dir);
        Files.writeString(dir.resolve("results/old.csv"), "old");
        Files.writeString(dir.resolve("results/differences.csv"), "old");
        Files.writeString(dir.resolve("results/table.csv"), "old");
        Files.writeString(dir.resolve("results/old.png"), "old");
        Files.writeString(dir.resolve("results/old.zip"), "old");
        Files.writeString(dir.resolve("results/old.html"), "old");
        System.setProperty("dawson.worker.options", Workplace.QUICK_START);
    }

    @BeforeEach
    void clear() {
        place.clear();
    }

    @AfterAll
    void forget() {
        System.clearProperty("dawson.worker.options");
    }

    /** Where SCAN, LABELS and MODEL are inputs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Dawson Segment...|scan=SCAN model=MODEL out=SCAN overwrite=true|FLAIR.nii.gz: is an input and would be lost
        Dawson Segment...|scan=SCAN model=MODEL out=/mri/new/a.nii probabilities=SCAN overwrite=true|is an input
        Dawson Segment...|scan=SCAN model=MODEL out=LABELS|lesions.nii.gz: is there already; replace it with
        Dawson Segment...|scan=SCAN model=MODEL out=/mri/new/a.nii probabilities=/mri/new/a.nii|is to be written twice
        Dawson Segment...|scan=SCAN model=MODEL out=/mri/new/a.mgz|expected a name in .nii or .nii.gz
        Dawson Segment...|scan=SCAN model=MODEL out=/mri/new/a|expected a name in .nii or .nii.gz
        Dawson Segment...|scan=SCAN model=MODEL overwrite=true skip_existing=true|choose one of both
        Dawson Segment...|data=/mri/data model=MODEL out=/mri/data/sub-01 overwrite=true|data/sub-01: the input
        Dawson Segment...|data=/mri/data model=MODEL out=/mri/results/a|is there already (3 of 3 results are); replace them with
        Dawson Save NIfTI...|image=SCAN out=SCAN overwrite=true|is an input
        Dawson Save NIfTI...|image=SCAN out=LABELS|is there already
        Dawson Label...|scan=SCAN source=mask file=LABELS out=SCAN overwrite=true|is an input
        Dawson Label...|scan=SCAN source=mask file=LABELS out=LABELS overwrite=true|is an input
        Dawson Label...|scan=SCAN source=mask file=LABELS out=/mri/results/a/sub-01.nii.gz|is there already
        Dawson Labels to Regions...|labels=LABELS target=file out=/mri/results/old.zip|is there already
        Dawson Labels to Regions...|labels=LABELS target=file out=LABELS overwrite=true|expected a name in .zip or .roi
        Dawson Lesion Table...|labels=LABELS out=LABELS overwrite=true|expected a name in .csv for a table
        Dawson Lesion Table...|labels=LABELS out=/mri/results/old.csv|is there already
        Dawson Evaluate...|reference=LABELS prediction=LABELS out=LABELS overwrite=true|expected a name in .csv for a table
        Dawson Evaluate...|reference=LABELS prediction=LABELS out=/mri/results/old.csv|is there already
        Dawson Evaluate...|reference=LABELS prediction=LABELS report=/mri/results/old.html|is there already
        Dawson Evaluate...|reference=LABELS prediction=LABELS report=/mri/new/a.csv|expected a name in .html
        Dawson Consensus...|raters=[LABELS; /mri/data/sub-01/lesions.nii.gz] out=LABELS overwrite=true|is an input
        Dawson Consensus...|raters=[LABELS; /mri/data/sub-01/lesions.nii.gz] table=/mri/results/old.csv|is there already
        Dawson Consensus...|raters=[/mri/results/a; /mri/results/b] out=/mri/results overwrite=true|results: the input
        Dawson Compare...|reference=/mri/data predictions=[A=/mri/results/a; B=/mri/results/b] out=/mri/results|differences.csv: is
        Dawson Compare Profiles...|profiles=MODEL out=/mri/results|table.csv: is there already
        Dawson Preview Augmentation...|data=/mri/data out=/mri/results/old.png|is there already
        Dawson Suggest Slices...|scan=SCAN model=MODEL out=/mri/results/old.csv|is there already
        Dawson Split Dataset...|data=/mri/data out=/mri/data overwrite=true|dataset.tsv: is an input
        Dawson Make Sample Data...|out=/mri/results|is not empty, and nothing in it shall be lost
        Dawson Train Network...|data=/mri/data out=/mri/results|results: is not empty
        Dawson Check Dataset...|data=/mri/data write_table=/mri/data/dataset.tsv overwrite=true|dataset.tsv: is an input
        Dawson Check Dataset...|data=/mri/data write_table=/mri/results/old.csv|expected a name in .tsv for a data set
        """)
    void nothingIsLost(String command, String options, String expected) throws IOException {
        Map<String, String> before = place.everything();
        String problem = CommandRunner.attempt(command, here(options));
        assertTrue(problem.contains(expected) && problem.lines().count() == 1, problem);
        assertTrue(!expected.equals("is there already") || problem.contains("overwrite=true"), problem);
        assertEquals(before, place.everything());
    }

    @Test
    void aLoopThatWritesOneNameTwiceSaysWhatToAdd() {
        String macro = """
            for (i = 0; i < 2; i++) {
                problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Save NIfTI...",
                    "image=SCAN out=/mri/new/copy.nii");
            }
            return problem;
            """;
        assertEquals(place.folder() + "/new/copy.nii: is there already; replace it with --overwrite (in ImageJ"
            + " overwrite=true) or choose another name", ImageJMenu.run(here(macro), "").returned());
        assertEquals("", ImageJMenu.run(here(macro.replace("copy.nii", "copy.nii overwrite=true")), "").returned());
    }

    @Test
    void anOpenScansFileIsAnInputToo() throws IOException {
        Map<String, String> before = place.everything();
        Outcome outcome = ImageJMenu.run(here("""
            run("Dawson Open Scan...", "path=SCAN");
            run("Dawson Segment...", "scan=FLAIR.nii.gz model=MODEL out=SCAN overwrite=true");
            """), "");
        assertTrue(outcome.error() != null && outcome.error().endsWith("FLAIR.nii.gz: is an input and would be lost;"
            + " choose another name"), outcome.error());
        assertEquals(before, place.everything());
    }

    @Test
    void labelsAreGoneOnWithInTheirOwnFile() throws IOException {
        Path file = place.folder().resolve("new/mine.nii.gz");
        Files.copy(place.folder().resolve("results/lesions.nii.gz"), file);
        String options = "scan=SCAN source=mask file=/mri/data/sub-03/lesions.nii.gz labels=/mri/new/mine.nii.gz value=7"
            + " out=/mri/new/mine.nii.gz";
        assertTrue(CommandRunner.attempt("Dawson Label...", here(options)).contains("is there already"));
        assertEquals("", CommandRunner.attempt("Dawson Label...", here(options + " overwrite=true")));
        float[] voxels = NiftiReader.read(file).voxels();
        boolean found = false;
        for (float voxel : voxels) {
            found |= voxel == 7;
        }
        assertTrue(found);
        // The changed labels are open.
        assertEquals("", CommandRunner.attempt("Dawson Save NIfTI...",
            here("image=mine.nii.gz out=/mri/new/mine.nii.gz overwrite=true")));
    }

    @Test
    void doneResultsAreLeftByTheWorker() throws IOException {
        Path results = Files.createDirectories(place.folder().resolve("new/results"));
        Files.copy(place.folder().resolve("results/a/sub-01.nii.gz"), results.resolve("sub-01.nii.gz"));
        String options = "data=/mri/data model=MODEL out=/mri/new/results ";
        assertEquals("", CommandRunner.attempt("Dawson Segment...", here(options + "skip_existing=true")));
        assertEquals(-1, Files.mismatch(place.folder().resolve("results/a/sub-01.nii.gz"),
            results.resolve("sub-01.nii.gz")));
        assertTrue(Files.exists(results.resolve("sub-03.nii.gz")));
    }

    @Test
    void whatNobodyExpectsIsOneLineToo() {
        try (Context context = new Context(TaskService.class, LogService.class, CommandService.class)) {
            DawsonCommand command = new Endless();
            context.inject(command);
            String message = assertThrows(DawsonException.class, command::run).getMessage();
            assertTrue(message.startsWith("unexpected java.lang.StackOverflowError (in MacroOutputsTest.java, line "),
                message);
            assertEquals(1, message.lines().count());
        }
    }

    private String here(String text) {
        return place.here(text.replace("SCAN", "/mri/scans/FLAIR.nii.gz").replace("LABELS",
            "/mri/results/lesions.nii.gz").replace("MODEL", "/mri/models/lesions"));
    }
}
