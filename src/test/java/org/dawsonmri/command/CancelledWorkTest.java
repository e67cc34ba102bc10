package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.command.WatchedTasks.Onlooker;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiReader;

import ij.IJ;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Work that keeps some of its results on purpose when it is cancelled. */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class CancelledWorkTest {

    private static final String TRAIN = "data=/mri/data/dataset.tsv out=/mri/new/model config=/mri/config.json ";

    private Workplace place;

    @BeforeAll
    void makeWorkplace(@TempDir Path dir) throws IOException {
        place = Workplace.make(dir);
        System.setProperty("dawson.worker.options", Workplace.QUICK_START);
    }

    @AfterAll
    void slowAgain() {
        System.clearProperty("dawson.worker.options");
    }

    @BeforeEach
    void clear() {
        place.clear();
    }

    @AfterEach
    void nobodyPressesEscape() {
        IJ.resetEscape();
    }

    @Test
    void aResumedTrainingStaysAsOfItsLastEpoch() throws IOException {
        assertNull(run("Dawson Train Network...", TRAIN + "epochs=2").error());
        Path history = place.folder().resolve("new/model/history.csv");
        List<String> before = Files.readAllLines(history);
        cancel("Dawson Train Network...", TRAIN + "epochs=500 resume=true", 60);
        List<String> after = Files.readAllLines(history);
        assertEquals(before, after.subList(0, before.size()));
        assertTrue(after.size() < 400, "was not cancelled in its midst");
        assertEquals(List.of(), hidden(history.getParent()));
        assertNull(run("Dawson Train Network...", TRAIN + "resume=true epochs=" + after.size()).error());
        assertEquals(after.size() + 1, Files.readAllLines(history).size());
    }

    @Test
    void ofADataSetTheSubjectsThatAreDoneStay() throws IOException {
        String options = "data=/mri/many.tsv model=/mri/models/lesions out=/mri/new/labels";
        StringBuilder table = new StringBuilder("subject\tFLAIR\n");
        for (int i = 0; i < 400; i++) {
            table.append("s").append(i).append("\tscans/FLAIR.nii.gz\n");
        }
        Files.writeString(place.folder().resolve("many.tsv"), table);
        cancel("Dawson Segment...", options, 40);
        Path out = place.folder().resolve("new/labels");
        List<Path> done;
        try (Stream<Path> files = Files.list(out)) {
            done = files.toList();
        }
        assertTrue(done.size() > 1 && done.size() < 400, done.size() + " files");
        assertEquals(List.of(), hidden(out));
        done.forEach(NiftiReader::read);
    }

    private void cancel(String leaf, String options, int report) {
        try (Onlooker onlooker = Onlooker.at(report, task -> IJ.setKeyDown(KeyEvent.VK_ESCAPE))) {
            assertNull(run(leaf, options).returned());
            assertTrue(onlooker.hasActed());
        }
    }

    private Outcome run(String leaf, String options) {
        String macro = "run(\"" + leaf + "\", \"" + place.here(options).replace("\\", "\\\\")
            + "\"); return \"went on\";";
        return ImageJMenu.run(macro, "");
    }

    /** What is half-written has a hidden name. */
    private static List<Path> hidden(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
        }
    }
}
