package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.imagej.CommandRunner;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.BlobDataset;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Label, train, correct, train again: one macro, against the command line on what it left. */
@Tag("slow")
class TrainOnOpenImagesTest {

    @TempDir
    private Path dir;

    @BeforeEach
    void writeScans() throws IOException {
        BlobDataset.write(dir);
        Volume label = NiftiReader.read(dir.resolve("s0_label.nii.gz"));
        for (int z : new int[] {0, 2, 3, 5}) {
            Arrays.fill(label.voxels(), z * 18 * 15, (z + 1) * 18 * 15, 0);
        }
        NiftiWriter.write(label, dir.resolve("some.nii"), NiftiType.UINT8); // slices 2 and 5
        Files.writeString(dir.resolve("small.json"), "{\"network_options\": {\"base_filters\": 4, \"depth\": 2}, "
            + "\"batch_size\": 2, \"threads\": 1, \"precision\": \"FLOAT32\"}");
    }

    @Test
    void labelTrainCorrectAndTrainAgain() throws IOException {
        Outcome outcome = ImageJMenu.run("""
            run("Dawson Open Scan...", "path=DIR/s0_A.nii.gz");
            label(2, 2, 5, 4, 4, "value=3 class_name=bright");
            label(5, 10, 5, 5, 5, "value=7 class_name=dark labels=s0_A_labels");
            run("Dawson Train on Open Images...", "scan=s0_A.nii.gz modality=A channels=[B=DIR/s0_B.nii.gz] "
                + "labels=s0_A_labels out=[DIR/my model] epochs=2 config=DIR/small.json");
            label(3, 2, 5, 4, 4, "value=3 labels=s0_A_labels");
            run("Dawson Train on Open Images...", "scan=s0_A.nii.gz channels=[B=DIR/s0_B.nii.gz] "
                + "labels=s0_A_labels slices=2-3,5-6 from=[DIR/my model] out=DIR/round2 epochs=1");
            function label(slice, x, y, w, h, options) {
                selectImage("s0_A.nii.gz");
                setSlice(slice);
                makeRectangle(x, y, w, h);
                run("Dawson Label...", "scan=s0_A.nii.gz " + options);
            }
            """.replace("DIR", dir.toString()), "");
        assertNull(outcome.error());
        ModelDescription model = new ModelFolder(dir.resolve("my model")).readDescription();
        assertEquals("2", model.provenance().get("training_slices"));
        assertEquals(List.of("A", "B"), model.channels());
        assertEquals("[bright 3, dark 7]", model.classes().stream().map(c -> c.name() + " " + c.value()).toList()
            .toString());
        ModelDescription second = new ModelFolder(dir.resolve("round2")).readDescription();
        assertEquals("my model", second.provenance().get("parent"));
        assertEquals("4", second.provenance().get("training_slices"));
        dawson("train", "--data", dir + "/my model_data", "--out", dir + "/same", "--epochs", "2", "--config",
            dir + "/small.json");
        // The worker may compute with another number of threads, which adds up in another order.
        assertArrayEquals(losses("same"), losses("my model"), 1e-5);
    }

    @Test
    void theMacroThatIsShippedGoesRoundOnce() throws IOException {
        assertEquals("", CommandRunner.attempt("Dawson Labels to Regions...", "labels=" + dir
            + "/some.nii target=file out=[" + dir + "/my rois.zip]"));
        Outcome outcome = ImageJMenu.run(Files.readString(Path.of("macros", "Label_Train_Suggest.ijm")),
            "scan=[" + dir + "/s0_A.nii.gz] rois=[" + dir + "/my rois.zip] out=[" + dir + "/a round] value=0 epochs=1 "
                + "config=" + dir + "/small.json");
        assertNull(outcome.error());
        assertArrayEquals(NiftiReader.read(dir.resolve("some.nii")).voxels(),
            NiftiReader.read(dir.resolve("a round_labels.nii.gz")).voxels());
        assertEquals("2", new ModelFolder(dir.resolve("a round")).readDescription().provenance()
            .get("training_slices"));
        List<String> suggestions = Files.readAllLines(dir.resolve("a round_suggestions.csv"));
        assertEquals(5, suggestions.size());
        assertEquals(Set.of("1", "3", "4", "6"), suggestions.stream().skip(1).map(line -> line.split(",")[1])
            .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        scan=x labels=x|'out': is empty; give a folder for the model
        labels=x out=DIR/m|'scan': is empty
        scan=x out=DIR/m|'labels': is empty
        scan=gone labels=DIR/s0_label.nii.gz out=DIR/m|'gone': is neither a file
        scan=DIR/s0_A.nii.gz labels=gone out=DIR/m|'gone': is neither a file
        scan=DIR/s0_A.nii.gz labels=DIR/s0_A.nii.gz out=DIR/m|expected labels, which are whole numbers
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR|is not empty, and nothing in it shall be lost
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m epochs=-1|'epochs': is -1, expected 0 or more
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m epochs=x|'epochs': expected a whole number
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m validation=1|'validation': is 1 of 1 scans
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m from=DIR/no|'from': there is no folder
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m from=DIR|is no model, since it holds no dawson.json
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m config=no|no: is neither a file nor a protocol
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m augmentation=big|'augmentation': is big, expected
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m only_labelled=yes|expected true or false
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m slices=9|there are only 6
        scan=DIR/s0_A.nii.gz labels=DIR/s0_label.nii.gz out=DIR/m network=nonet|unknown network 'nonet'
        """)
    void wrongValuesStopTheMacroWithOneLineAndLeaveNothing(String options, String expected) {
        Outcome outcome = ImageJMenu.run(("run(\"Dawson Train on Open Images...\", \"" + options
            + "\"); return \"went on\";").replace("DIR", dir.toString()), "");
        assertTrue(outcome.error() != null && outcome.error().contains(expected), outcome.error());
        assertFalse(outcome.error().contains("\n"));
        assertFalse("went on".equals(outcome.returned()));
        assertFalse(Files.exists(dir.resolve("m")));
        assertFalse(Files.exists(dir.resolve("m_data")));
    }

    // -- Helper methods --

    private double[] losses(String model) throws IOException {
        return Files.readAllLines(dir.resolve(model).resolve("history.csv")).stream().skip(1)
            .mapToDouble(line -> Double.parseDouble(line.split(",")[3])).toArray();
    }

    private static void dawson(String... arguments) {
        StringWriter error = new StringWriter();
        int status = Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(error), arguments);
        assertEquals(0, status, error.toString());
    }
}
