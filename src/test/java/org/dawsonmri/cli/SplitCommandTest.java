package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dawson split} as it is typed. */
class SplitCommandTest {

    @TempDir
    private Path temp;
    private Path table;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder("subject\tsplit\tFLAIR\tlabel\n");
        for (int i = 1; i <= 6; i++) {
            text.append("p").append(i).append('\t').append(i == 6 ? "test" : "train").append("\tp").append(i)
                .append("/flair.nii\tp").append(i).append("/l.nii\n");
        }
        table = Files.writeString(Files.createDirectory(temp.resolve("data")).resolve("dataset.tsv"), text);
    }

    @Test
    void theTableElsewhereFindsTheSameFiles() {
        Path folder = temp.resolve("splits/usual");
        assertEquals(0, split(folder), err.toString());
        Dataset before = Dataset.read(table);
        Dataset after = Dataset.read(folder);
        for (int i = 0; i < 6; i++) {
            assertEquals(before.subjects().get(i).scans(), after.subjects().get(i).scans());
            assertEquals(before.subjects().get(i).label(), after.subjects().get(i).label());
        }
        assertEquals(folder.resolve("dataset.tsv") + ": 4 train, 1 validation, 1 test", out.toString().strip());
        assertTrue(err.toString().contains("--keep-test"), err.toString());
    }

    @Test
    void foldsAndLeavingOneOutAreTablesOfTheirOwn() {
        assertEquals(0, split(temp.resolve("folds"), "--folds", "5", "--keep-test"), err.toString());
        for (int fold = 1; fold <= 5; fold++) {
            Dataset dataset = Dataset.read(temp.resolve("folds/fold-" + fold + ".tsv"));
            assertEquals("p6", dataset.subjects(Split.TEST).get(0).id());
            assertEquals(1, dataset.subjects(Split.VALIDATION).size());
        }
        assertFalse(Files.exists(temp.resolve("folds/fold-6.tsv")));
        assertEquals(0, split(temp.resolve("loo"), "--leave-one-out"), err.toString());
        assertEquals("p4", Dataset.read(temp.resolve("loo/fold-4.tsv")).subjects(Split.TEST).get(0).id());
        assertEquals(0, split(temp.resolve("validated"), "--leave-one-out", "--validate"), err.toString());
        assertEquals("p1",
            Dataset.read(temp.resolve("validated/fold-6.tsv")).subjects(Split.VALIDATION).get(0).id());
    }

    @Test
    void nothingIsOverwrittenAndMistakesAreOneLine() throws IOException {
        String before = Files.readString(table);
        assertEquals(1, split(table.getParent()));
        assertTrue(err.toString().contains("dataset.tsv: is an input"), err.toString());
        assertEquals(before, Files.readString(table));
        assertEquals(0, split(temp.resolve("twice"), "--folds", "3"));
        assertEquals(1, split(temp.resolve("twice"), "--folds", "3"));
        assertTrue(err.toString().contains("fold-1.tsv: is there already (3 of 3 results are); replace them with"
            + " --overwrite"), err.toString());
        assertEquals(0, split(temp.resolve("twice"), "--folds", "3", "--overwrite"));
        assertEquals(1, split(temp.resolve("twice"), "--folds", "2", "--overwrite"));
        assertTrue(err.toString().contains("fold-3.tsv: is a table of another split"), err.toString());
        assertEquals(1, split(temp.resolve("new"), "--folds", "7"));
        assertEquals(1, split(temp.resolve("new"), "--leave-one-out", "--keep-test"));
        assertEquals(1, split(temp.resolve("new"), "--folds", "3", "--validate"));
        assertEquals(2, split(temp.resolve("new"), "--leave-one-out", "--folds", "3"));
        assertFalse(Files.exists(temp.resolve("new")));
    }

    private int split(Path folder, String... options) {
        List<String> line = new ArrayList<>(List.of("split", "--data", table.toString(), "--out", folder.toString()));
        line.addAll(List.of(options));
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
    }
}
