package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.Charset;
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

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void readsEveryEncodingSeparatorLineEndAndQuote(String charset) throws IOException {
        String plain = "Subject\tSPLIT\tFLAIR\tLabel\nZo\u00eb\tTraining\tz/f.nii\tz/l.nii\np2\tVAL\tb/f.nii\tN/A\n";
        table(plain);
        Dataset expected = Dataset.read(folder);
        assertEquals(List.of(Split.TRAIN, Split.VALIDATION), expected.subjects().stream().map(Subject::split).toList());
        for (String text : List.of(plain, plain.replace('\t', ','), plain.replace('\t', ';'),
            plain.replace("\n", "\r\n"), plain.replace('\n', '\r'), plain.replace("\n", "\t\t\n"),
            plain.replace("\n", "\n\n \t\n# a comment\n"), plain.substring(0, plain.length() - 1),
            plain.replaceAll("[^\t\n]+", "\"$0\""), plain.replaceAll("[^\t\n]+", " \"$0\" ").replace('\t', ','),
            "sep=;\n" + plain.replace('\t', ';'), "sep=,\r\n" + plain.replace('\t', ','))) {
            for (String mark : charset.equals("windows-1252") ? List.of("") : List.of("", "\uFEFF")) {
                Path file = Files.write(folder.resolve("as-saved.csv"),
                    (mark + text).getBytes(Charset.forName(charset)));
                assertEquals(expected.subjects(), Dataset.read(file).subjects(), mark + text);
                assertEquals(List.of("FLAIR"), Dataset.read(file).modalities(), mark + text);
            }
        }
    }

    @Test
    void aSeparatorInQuotesBelongsToTheCell() throws IOException {
        table("subject,T1,slices\na,\"b,\"\"c\"\".nii\",\"4,9-12\"\n");
        Subject subject = Dataset.read(folder).subjects().get(0);
        assertEquals(folder.resolve("b,\"c\".nii"), subject.scans().get("T1"));
        assertEquals("4,9-12", subject.slices().text());
    }

    @Test
    void thePersonStandsInAColumnOrInTheName() throws IOException {
        table("subject\tPerson\tT1\nx1\tx\ta.nii\ny_tp2\tn/a\tb.nii\nz\t\tc.nii\n");
        assertEquals(List.of("x", "y", "z"), Dataset.read(folder).subjects().stream().map(Subject::person).toList());
        assertEquals(List.of("T1"), Dataset.read(folder).modalities());
    }

    @Test
    void anotherColumnMayBeTheLabel() throws IOException {
        Path file = table("subject\tT1\tlabel\tLesion\na\ta.nii\tl.nii\tm.nii\n");
        Dataset chosen = Dataset.read(folder, new DataChoice("lesion", ""), List.of(), Progress.NONE);
        assertEquals(folder.resolve("m.nii"), chosen.subjects().get(0).label());
        assertEquals(List.of("T1"), chosen.modalities(), "the other label is no channel");
        assertEquals(file + ": has no column 'gm' for the label, found subject, T1, label, Lesion; give one of these with"
            + " --label", assertThrows(DawsonException.class, () -> Dataset.read(file, new DataChoice("gm", ""),
                List.of(), Progress.NONE)).getMessage());
        assertTrue(assertThrows(DawsonException.class, () -> Dataset.read(file, new DataChoice("", "acq=ax"), List.of(),
            Progress.NONE)).getMessage().contains("is a table, which names its files itself"));
        table("subject\tT1\tmask\na\ta.nii\tl.nii\n");
        assertEquals("has no column 'label'; if it is 'mask', give --label mask",
            Dataset.read(folder).labels().problem());
    }

    @Test
    void channelsAreSelectedInAnyCaseAndGetTheNamesAsked() throws IOException {
        table("subject\tflair\tT1\tT2\na\tf.nii\tt1.nii\tn/a\n");
        Dataset selected = Dataset.read(folder).select(List.of("T2", "FLAIR"));
        assertEquals(List.of("T2", "FLAIR"), selected.modalities());
        assertEquals(Map.of("FLAIR", folder.resolve("f.nii")), selected.subjects().get(0).scans());
        assertTrue(assertThrows(DawsonException.class, () -> Dataset.read(folder).select(List.of("PD"))).getMessage()
            .contains("has no channel PD, only flair, T1, T2; choose some of these with --channels"));
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
        name,T1                                 | has no column 'subject', found name, T1
        subject  split  T1                      | its columns are separated by spaces
        subject;label                           | has no column of scans
        subject;T1;T1                           | line 1: the header has two columns 'T1'
        subject;;T1                             | line 1: a column of the header has no name
        subject;T1                              | no subjects
        subject;T1/a;a.nii/a;b.nii              | line 3: subject 'a' is already in line 2
        subject;T1;t1                           | line 1: the header has two columns 't1'
        subject;split;T1/a;dev;a.nii            | line 2: split 'dev' is not known; use train, validation
        subject;T1;label/a;a.nii                | line 2: has 2 cells where the header has 3
        subject,T1,label/a,b,a.nii,l.nii        | line 2: has 4 cells where the header has 3
        subject;T1/a;"a.nii                     | line 2: a quote is opened and never closed
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
        Path image = Files.write(folder.resolve("scan.nii"), new byte[] {92, 1, 0, 0, 3, 5, 0, 0, 0});
        assertTrue(messageFor(image).contains("is no text file"));
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
