package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.imagej.CommandRunner;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.imagej.job.AugmentationPreview;
import org.dawsonmri.train.BlobDataset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contact sheet, from a macro. */
@Tag("slow")
class PreviewAugmentationTest {

    @TempDir
    private Path dir;

    @BeforeEach
    void writeData() {
        BlobDataset.write(dir);
    }

    @Test
    void theSheetIsOpenAndOnDiskAsTheLibraryDrawsIt() throws IOException {
        Outcome outcome = run("""
            run("Dawson Preview Augmentation...",
                "data=DIR subject=s2 slice=3 channel=B augmentation=spinal-cord seed=4 out=[DIR/a sheet.png]");
            return getTitle() + " " + getWidth() + " " + getHeight();
            """);
        assertNull(outcome.error());
        TrainingConfig config = AugmentationPreview.settings("spinal-cord", "", 4, Progress.NONE);
        Path expected = dir.resolve("expected.png");
        AugmentationPreview.write(config, Dataset.read(dir), "s2", 3, "B", expected, Progress.NONE);
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(dir.resolve("a sheet.png")));
        // The slice, five transforms and two as in training: two rows of four.
        assertEquals("Augmentation " + (4 * 346 + 6) + " " + (2 * 317 + 6), outcome.returned());
    }

    @Test
    void nothingIsWrittenWithoutAName() throws IOException {
        try (var before = Files.list(dir)) {
            long files = before.count();
            assertNull(run("run(\"Dawson Preview Augmentation...\", \"data=DIR\");").error());
            try (var after = Files.list(dir)) {
                assertEquals(files, after.count());
            }
        }
    }

    @Test
    void settingsComeFromPresetsProtocolsAndFiles() throws IOException {
        assertEquals(new TrainingConfig(), settings("", "", -1));
        assertEquals(Augmentation.mri(), settings("mri", "", -1).augmentation());
        assertEquals(7, settings("spinal-cord", "", 7).seed());
        assertEquals(Augmentation.spinalCord().rotation(), settings("spinal-cord-160", "", -1).augmentation()
            .rotation());
        Path file = Files.writeString(dir.resolve("own.json"), "{\"seed\": 5, \"network\": \"segnet\", "
            + "\"augmentation\": {\"preset\": \"mri\", \"painted_lesions\": {\"folder\": \"a\", \"label\": 3}}}");
        TrainingConfig own = settings(file.toString(), "b", -1);
        assertEquals(5, own.seed());
        assertEquals("b", own.augmentation().paintedLesions().folder());
        assertEquals(3, own.augmentation().paintedLesions().label());
        assertEquals(Augmentation.mri().noise(), own.augmentation().noise());
    }

    /** ImageJ has no TensorFlow, or one that is not ours. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''
        augmentation=spinal-cord-160
        augmentation=DIR/own.json
        """)
    void imageJNeedsNoTensorFlow(String options) throws Exception {
        Files.writeString(dir.resolve("own.json"), "{\"network\": \"segnet\", \"augmentation\": \"mri\"}");
        Class<?> runner = new WithoutTensorFlow().loadClass(CommandRunner.class.getName());
        Object problem = runner.getMethod("attempt", String.class, String.class).invoke(null,
            "Dawson Preview Augmentation...", ("data=DIR out=DIR/sheet.png " + options).replace("DIR", dir.toString()));
        assertEquals("", problem);
        assertTrue(Files.exists(dir.resolve("sheet.png")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        subject=s0|'data': is empty; give a dataset.tsv or a folder
        data=DIR subject=s9|has no subject s9; it has [s0, s1, s2, s3]
        data=DIR slice=6|s0: there is no slice 6, expected 0 to 5
        data=DIR slice=-2|'slice': is -2, expected -1 or more
        data=DIR slice=first|'slice': expected a whole number, found 'first'
        data=DIR seed=-5|'seed': is -5, expected -1 or more
        data=DIR channel=C|there is no channel C among [A, B]
        data=DIR augmentation=strong|strong: is neither a preset (none, mri, spinal-cord) nor a protocol (thesis-unet
        data=DIR augmentation=DIR/bad.json|unknown key 'colour'
        data=DIR painted_lesions=DIR/none|'painted_lesions': there is no folder DIR/none; give one with lesion masks
        data=DIR out=DIR/sheet.jpg|sheet.jpg: cannot be written in that format; expected a name in .png
        data=DIR out=DIR/bad.json/sheet.png|DIR/bad.json is a file, not a folder
        data=DIR out=DIR/sheet.png preset=mri|'preset': is no option of Dawson Preview Augmentation...
        """)
    void wrongValuesStopTheMacroWithOneLine(String options, String expected) throws IOException {
        Files.writeString(dir.resolve("bad.json"), "{\"colour\": \"red\"}");
        Outcome outcome = run("run(\"Dawson Preview Augmentation...\", \"" + options + "\"); return \"went on\";");
        assertTrue(outcome.error() != null && outcome.error().contains(expected.replace("DIR", dir.toString())),
            outcome.error());
        assertFalse(outcome.error().contains("\n"));
        assertFalse("went on".equals(outcome.returned()));
        assertFalse(Files.exists(dir.resolve("sheet.png")));
    }

    // -- Helper methods --

    private static TrainingConfig settings(String augmentation, String masks, long seed) {
        return AugmentationPreview.settings(augmentation, masks, seed, Progress.NONE);
    }

    private Outcome run(String macro) {
        return ImageJMenu.run(macro.replace("DIR", dir.toString()), "");
    }
}
