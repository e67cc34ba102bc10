package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** {@code Dawson Split Dataset...} in a macro: the tables, and how many are where in the table that is shown. */
class SplitDatasetTest {

    @TempDir
    private Path dir;

    @BeforeEach
    void writeSevenPeopleOneOfThemUnlabelled() throws IOException {
        StringBuilder text = new StringBuilder("subject\tsplit\tFLAIR\tlabel\n");
        for (int i = 1; i <= 7; i++) {
            text.append("p").append(i).append('\t').append(i == 6 ? "test" : "train").append("\tflair.nii\t")
                .append(i == 7 ? "n/a" : "l.nii").append('\n');
        }
        Files.writeString(dir.resolve("dataset.tsv"), text);
    }

    @Test
    void fractionsMakeOneTable() {
        assertEquals("1 rows, 3 1 2 1", split("fractions=[50, 17, 33] out=[DIR/half]", "half"));
        assertEquals(3, Dataset.read(dir.resolve("half")).subjects(Split.TRAIN).size());
    }

    @Test
    void theSeedDeals() {
        split("out=[DIR/a]", "a");
        split("out=[DIR/b] seed=1", "b");
        assertEquals(splits("a"), splits("b"));
        assertTrue(IntStream.range(2, 9).anyMatch(seed -> {
            split("out=[DIR/" + seed + "] seed=" + seed, "" + seed);
            return !splits("" + seed).equals(splits("a"));
        }));
    }

    @Test
    void foldsLeaveTheTestAloneIfAsked() {
        assertEquals("5 rows, 4 1 1 1", split("way=folds keep_test=true out=[DIR/folds]", "folds"));
        for (int fold = 1; fold <= 5; fold++) {
            assertEquals("p6", Dataset.read(dir.resolve("folds/fold-" + fold + ".tsv")).subjects(Split.TEST).get(0)
                .id());
        }
    }

    @Test
    void leavingOneOutHasNoOtherTest() {
        assertEquals("6 rows, 4 1 1 1", split("way=[leave one out] validate=true out=[DIR/loo]", "loo"));
        Outcome outcome = run("way=[leave one out] keep_test=true out=[DIR/other]");
        assertTrue(outcome.error().contains("'keep_test': does not go together"), outcome.error());
    }

    /** How many rows the shown table has and what is in its first one. */
    private String split(String options, String folder) {
        Outcome outcome = run(options);
        assertNull(outcome.error());
        assertTrue(Files.isDirectory(dir.resolve(folder)));
        return outcome.returned();
    }

    private Outcome run(String options) {
        return ImageJMenu.run("run(\"Dawson Split Dataset...\", \"data=[DIR/dataset.tsv] OPTIONS\");\n"
            .replace("OPTIONS", options).replace("DIR", dir.toString())
            + "return \"\" + nResults + \" rows, \" + getResult(\"train\", 0) + \" \" + getResult(\"validation\", 0) + \" \""
            + " + getResult(\"test\", 0) + \" \" + getResult(\"without_label\", 0);", "");
    }

    private String splits(String folder) {
        return Dataset.read(dir.resolve(folder)).subjects().stream().map(s -> s.split().text()).toList().toString();
    }
}
