package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.imagej.Fixtures;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.network.Networks;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.io.IOService;
import org.scijava.prefs.PrefService;
import org.scijava.task.TaskService;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Macros and scripts in Fiji mean what they mean in plain ImageJ. */
@Tag("slow")
class FijiStartTest {

    @TempDir
    private Path dir;

    @BeforeEach
    void writeScans() {
        NiftiWriter.write(Fixtures.scan(Fixtures.oblique(), 1), dir.resolve("scan.nii"), NiftiType.FLOAT32);
        NiftiWriter.write(Fixtures.labels(Fixtures.oblique()), dir.resolve("labels.nii"), NiftiType.UINT8);
    }

    @Test
    void whatAMacroLeavesOutHasItsDefault() {
        Outcome outcome = run("""
            run("Dawson List Networks...", "channels=3");
            return "" + nResults;
            """);
        assertNull(outcome.error());
        assertEquals("" + Networks.names().size(), outcome.returned());
    }

    /** NB: Fiji asks a command for what its form shows first, even if there is no form and the value is known. */
    @Test
    void theActiveImageDoesNotReplaceTheOneThatWasGiven() {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=DIR/scan.nii");
            run("Dawson Lesion Table...", "labels=DIR/labels.nii out=DIR/lesions.csv");
            return getResultString("class", 0);
            """);
        assertNull(outcome.error());
        assertEquals("1", outcome.returned());
        assertTrue(Files.exists(dir.resolve("lesions.csv")));
    }

    /** NB: without windows each thread has an active image of its own. */
    @Test
    void anOutputIsTheMacrosActiveImage() {
        Outcome outcome = run("""
            newImage("other", "8-bit black", 8, 8, 1);
            run("Dawson Open Scan...", "path=DIR/scan.nii");
            scan = getTitle();
            newImage("another", "8-bit black", 8, 8, 1);
            run("Dawson Consensus...", "raters=[DIR/labels.nii; DIR/labels.nii]");
            return scan + " " + getTitle() + " " + nImages;
            """);
        assertNull(outcome.error());
        assertEquals("scan.nii consensus 4", outcome.returned());
    }

    @Test
    void unknownOptionsAndWrongValuesEndTheMacro() {
        assertEquals("'channel': is no option of Dawson List Networks...; its options are channels, classes",
            error("run(\"Dawson List Networks...\", \"channel=3\");"));
        assertEquals("'channels': expected a whole number, found 'abc'",
            error("run(\"Dawson List Networks...\", \"channels=abc\");"));
        assertEquals("'channels': is 0, expected 1 or more",
            error("run(\"Dawson List Networks...\", \"channels=0\");"));
    }

    @Test
    void scriptsGetDefaultsAndExceptions() throws Exception {
        try (Context context = new Context(CommandService.class, TaskService.class, PrefService.class,
            IOService.class)) {
            Future<?> listed = context.service(CommandService.class).run(ListLesions.class, true, "labels",
                dir.resolve("labels.nii").toString(), "out", dir.resolve("lesions.csv").toString());
            listed.get();
            assertTrue(Files.exists(dir.resolve("lesions.csv")));
            Future<?> failed = context.service(CommandService.class).run(ListLesions.class, true, "labels", "gone.nii");
            Throwable cause = assertThrows(ExecutionException.class, failed::get);
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            assertInstanceOf(DawsonException.class, cause);
        }
    }

    // -- Helper methods --

    private String error(String line) {
        Outcome outcome = run(line + "File.saveString(\"\", \"DIR/went_on\");");
        assertTrue(Files.notExists(dir.resolve("went_on")), line);
        return outcome.error();
    }

    private Outcome run(String macro) {
        return ImageJMenu.runAsInFiji(macro.replace("DIR", dir.toString().replace("\\", "/")));
    }
}
