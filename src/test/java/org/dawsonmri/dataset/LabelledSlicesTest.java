package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Finding.Severity;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which slices are labelled: in tables, in label maps and in the check. */
class LabelledSlicesTest {

    /** Two voxels in each of five slices; slices 2 and 4, counted from 1, have a label. */
    private final Volume label = new Volume(Geometry.ofSpacing(2, 1, 5, 1, 1, 1),
        new float[] {0, 0, 0, 3, 0, 0, 1, 1, 0, 0}, "label.nii");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        all              | all
        labelled         | labelled
        3                | 3
        ' 9 - 12, 4 '    | 4,9-12
        1,2,3,5-5        | 1-3,5
        """)
    void textsComeBackInOneForm(String text, String expected) {
        assertEquals(expected, LabelledSlices.parse(text).text());
        assertEquals(LabelledSlices.parse(text), LabelledSlices.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "some", "3-2", "4;5", "1,", "-3", "2-", "9999999"})
    void otherTextsAreRefused(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> LabelledSlices.parse(text)).getMessage()
            .startsWith("slices "));
    }

    @Test
    void voxelsOfOtherSlicesAreMarked() {
        assertSame(label, LabelledSlices.parse(null).mark(label));
        assertArrayEquals(new float[] {-1, -1, 0, 3, -1, -1, 1, 1, -1, -1}, LabelledSlices.FOUND.mark(label).voxels());
        assertArrayEquals(new float[] {0, 0, -1, -1, -1, -1, 1, 1, 0, 0},
            LabelledSlices.parse("1,4-5").mark(label).voxels());
        assertEquals("label.nii: slice 6 is said to be labelled, but there are only 5; correct the list of slices",
            assertThrows(DawsonException.class, () -> LabelledSlices.parse("4-6").mark(label)).getMessage());
        Volume empty = label.with(new float[10]);
        assertTrue(assertThrows(DawsonException.class, () -> LabelledSlices.FOUND.mark(empty)).getMessage()
            .contains("none has one"));
    }

    @Test
    void tablesKeepThem(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("dataset.tsv"), "subject\tslices\tT1\tlabel\n"
            + "a\t4,9-12\ta.nii\tla.nii\nb\tn/a\tb.nii\tlb.nii\nc\tlabelled\tc.nii\tlc.nii\n");
        Dataset dataset = Dataset.read(table);
        assertEquals(List.of("T1"), dataset.modalities());
        assertEquals("4,9-12", dataset.subjects().get(0).slices().text());
        assertTrue(dataset.subjects().get(1).slices().isAll());
        dataset.write(folder.resolve("copy.tsv"));
        assertEquals(dataset.subjects(), Dataset.read(folder.resolve("copy.tsv")).subjects());
        Files.writeString(table, "subject\tslices\tT1\na\t0-3\ta.nii\n");
        assertTrue(assertThrows(DawsonException.class, () -> Dataset.read(table)).getMessage()
            .endsWith("line 2: slices has '0-3', expected numbers from 1, the smaller first"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        labelled | INFO    | 2 of 5 slices are labelled: 2,4
        1,2-4    | INFO    | 4 of 5 slices are labelled: 1-4
        1-3      | WARNING | slices 4 have labels, but are not listed
        4-7      | ERROR   | slice 7 is said to be labelled, but there are only 5
        """)
    void theCheckSaysIt(String slices, Severity severity, String expected, @TempDir Path folder) throws IOException {
        NiftiWriter.write(label, folder.resolve("label.nii"), NiftiType.UINT8);
        NiftiWriter.write(label, folder.resolve("scan.nii"), NiftiType.UINT8);
        Files.writeString(folder.resolve("dataset.tsv"),
            "subject\tsplit\tT1\tlabel\tslices\na\ttrain\tscan.nii\tlabel.nii\t" + slices + "\n");
        DatasetReport report = DatasetCheck.check(Dataset.read(folder), DatasetCheck.Options.defaults(), Progress.NONE);
        assertTrue(report.findings().stream().anyMatch(f -> f.problem() == Problem.PARTIAL_LABELS
            && f.severity() == severity && f.detail().contains(expected)), report.findings().toString());
    }
}
