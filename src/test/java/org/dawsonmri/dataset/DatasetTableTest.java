package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class DatasetTableTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheDocumentationShows() throws IOException {
        Path file = table("""
            subject\tsplit\tFLAIR\tT1\tlabel
            # the second one moved
            p07\ttrain\tp07/FLAIR.nii.gz\t../T1 of p07.nii\tp07/lesions.nii.gz

            p19\ttest\tp19/FLAIR.nii.gz\tn/a\t
            """);
        Dataset dataset = Dataset.read(folder);
        assertEquals(file, dataset.source());
        assertEquals(List.of("FLAIR", "T1"), dataset.modalities());
        Subject first = dataset.subjects().get(0);
        assertEquals(Split.TRAIN, first.split());
        assertEquals(folder.resolveSibling("T1 of p07.nii"), first.scans().get("T1"));
        assertEquals(folder.resolve("p07/lesions.nii.gz"), first.label());
        Subject second = dataset.subjects(Split.TEST).get(0);
        assertEquals("p19", second.id());
        assertEquals(Map.of("FLAIR", folder.resolve("p19/FLAIR.nii.gz")), second.scans());
        assertNull(second.label());
        assertFalse(second.hasAll(dataset.modalities()));
    }

    @Test
    void readsWhatSpreadsheetsWrite() throws IOException {
        table("\uFEFFsubject\tT1\tlabel\r\n Zoë \ta,b.nii\tl.nii\r\n\t\t\r\n");
        Dataset dataset = Dataset.read(folder.resolve("dataset.tsv"));
        assertEquals("Zoë", dataset.subjects().get(0).id());
        assertEquals(1, dataset.subjects().size());
        assertEquals(folder.resolve("a,b.nii"), dataset.subjects().get(0).scans().get("T1"));
    }

    @Test
    void withoutSplitsWhatHasALabelIsTrainedOn() throws IOException {
        table("subject\tT1\tlabel\na\ta.nii\tla.nii\nb\tb.nii\tn/a\n");
        Dataset dataset = Dataset.read(folder);
        assertFalse(dataset.hasSplits());
        assertEquals(List.of(dataset.subjects().get(0)), dataset.trainingSubjects());
        table("subject\tsplit\tT1\tlabel\na\tn/a\ta.nii\tla.nii\nb\ttrain\tb.nii\tlb.nii\n");
        assertEquals("b", Dataset.read(folder).trainingSubjects().get(0).id());
        assertEquals(1, Dataset.read(folder).trainingSubjects().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        name,T1                                 | has no column 'subject', found name,T1
        subject;label                           | has no column of scans
        subject;T1;T1                           | line 1: the header has two columns 'T1'
        subject;;T1                             | line 1: a column of the header has no name
        subject;T1                              | no subjects
        subject;T1/a;a.nii/a;b.nii              | line 3: subject 'a' is already in line 2
        subject;split;T1/a;Train;a.nii          | line 2: split 'Train' is not known; use train, validation
        subject;T1;label/a;a.nii                | line 2: has 2 cells where the header has 3
        subject;T1/#/n\\a;a.nii                 | line 3: has no subject
        subject;T1/..;a.nii                     | line 2: subject '..' cannot be used as a file name
        subject;T1/a:b;a.nii                    | line 2: subject 'a:b' cannot be used as a file name
        """)
    void oneLineSaysWhatIsWrongAndWhere(String content, String expected) throws IOException {
        Path file = table(content.replace('/', '\n').replace('\\', '/').replace(';', '\t'));
        String message = assertThrows(DawsonException.class, () -> Dataset.read(file)).getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(expected), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path utf16 = Files.write(folder.resolve("utf16.txt"), "\uFEFFsubject\tT1".getBytes(StandardCharsets.UTF_16BE));
        assertTrue(messageFor(utf16).contains("is not UTF-8 text"));
        assertTrue(messageFor(Files.createFile(folder.resolve("empty.tsv"))).contains("is empty"));
        assertTrue(messageFor(folder.resolve("nowhere")).contains("does not exist"));
    }

    @Test
    void whatIsWrittenReadsBackTheSameFromAnyPlace() throws IOException {
        table("subject\tsplit\tFLAIR\tT1\tlabel\na b\tvalidation\tx/a.nii\tn/a\tn/a\nc\tn/a\tn/a\t../c.nii\tl.nii\n");
        Dataset dataset = Dataset.read(folder);
        Path elsewhere = Files.createDirectories(folder.resolve("deep/er")).resolve("copy.tsv");
        dataset.write(elsewhere);
        assertEquals(dataset.subjects(), Dataset.read(elsewhere).subjects());
        assertTrue(Files.readString(elsewhere).contains("../../x/a.nii"));
        dataset.write(elsewhere);
        try (Stream<Path> files = Files.list(elsewhere.getParent())) {
            assertEquals(List.of(elsewhere), files.toList());
        }
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        table("subject\tT1\na\ta.nii\n");
        Dataset dataset = Dataset.read(folder);
        Path taken = Files.createDirectories(folder.resolve("taken.tsv/inside")).getParent();
        assertTrue(assertThrows(DawsonException.class, () -> dataset.write(taken)).getMessage().contains("taken.tsv"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("dataset.tsv"), taken), files.sorted().toList());
        }
    }

    private String messageFor(Path file) {
        return assertThrows(DawsonException.class, () -> Dataset.read(file)).getMessage();
    }

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("dataset.tsv"), text);
    }
}
