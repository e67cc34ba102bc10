package org.dawsonmri.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.dawsonmri.cli.Dawson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One name, one meaning; and what was called otherwise is still understood. */
class OldNamesTest {

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        networks --channels 3 --classes 2       | networks --input-channels 3 --classes 2
        estimate --slices=40 --channels=2       | estimate --slices-per-epoch=40 --input-channels=2
        overlay --slices 4                      | overlay --count 4
        check --labels 0,1                      | check --label-values 0,1
        evaluate --classes 1,2                  | evaluate --label-values 1,2
        lesions --labels a.nii --classes 2      | lesions --labels a.nii --label-values 2
        suggest --label a.nii                   | suggest --labels a.nii
        compare --scores A=a.csv --families all | compare --table A=a.csv --scores all
        compare --scores=A=a.csv                | compare --table=A=a.csv
        """)
    void oldNamesAreUnderstoodAndToldOf(String typed, String meant) {
        String[] old = typed.split(" ");
        String[] now = OldNames.replaced(old, new PrintWriter(err));
        assertEquals(meant, String.join(" ", now));
        long changed = java.util.stream.IntStream.range(0, old.length).filter(i -> !old[i].equals(now[i])).count();
        assertEquals(changed, err.toString().lines().count(), err.toString());
        for (String word : now) {
            if (word.startsWith("--")) {
                String name = word.split("=")[0];
                assertNotNull(Dawson.commandLine().getSubcommands().get(now[0]).getCommandSpec().findOption(name),
                    name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        train --channels FLAIR,T1 --slices all --label lesion
        check --channels FLAIR --label lesion
        compare --scores overlap,surface
        evaluate --scores table1
        bench --classes 2 --label a
        """)
    void todaysNamesStay(String typed) {
        assertEquals(typed, String.join(" ", OldNames.replaced(typed.split(" "), new PrintWriter(err))));
        assertEquals("", err.toString());
    }

    /** What takes words in one command takes no numbers or files in another. */
    @Test
    void oneOptionHasOneMeaning() {
        Map<String, Set<String>> labels = new HashMap<>();
        for (CommandLine command : Dawson.commandLine().getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                labels.computeIfAbsent(option.longestName(), name -> new HashSet<>()).add(option.paramLabel());
            }
        }
        for (String name : List.of("--scores", "--slices", "--classes", "--channels", "--labels", "--label", "--table",
            "--label-values", "--count", "--network-options", "--seed", "--threads", "--epochs")) {
            assertEquals(1, labels.get(name).size(), name + " is " + labels.get(name));
        }
    }
}
