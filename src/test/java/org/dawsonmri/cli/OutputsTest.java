package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.nifti.NiftiReader;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Command lines that would write over what is there, or where nothing can be written: refused before any work. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutputsTest {

    private static final List<String> SUBJECTS = List.of("sub-01", "sub-02", "sub-03");

    private Path root;
    private Path dir;
    private String err;
    private String out;

    @BeforeAll
    void train(@TempDir Path temporary) throws IOException {
        root = temporary;
        dir = root;
        assertEquals(0, dawson("sample --out ROOT/data --subjects 3 --size 16 --seed 5"), () -> err);
        Files.writeString(root.resolve("config.json"), "{\"channels\": [\"FLAIR\"], \"precision\": \"FLOAT32\","
            + " \"network_options\": {\"base_filters\": 2, \"depth\": 1}}");
        assertEquals(0, dawson("train --data ROOT/data --out ROOT/model --config ROOT/config.json --epochs 1"), () ->
            err);
    }

    /** A data set of three people as the Decathlon lays it out, one scan, one that is missing, and one label. */
    @BeforeEach
    void write() throws IOException {
        dir = Files.createTempDirectory(root, "work");
        Files.createDirectories(dir.resolve("msd/imagesTr"));
        Files.createDirectories(dir.resolve("msd/labelsTr"));
        StringBuilder table = new StringBuilder("subject\tsplit\tFLAIR\tT1\tlabel\n");
        for (String subject : SUBJECTS) {
            Path from = root.resolve("data").resolve(subject);
            Files.copy(from.resolve("FLAIR.nii.gz"), dir.resolve("msd/imagesTr/" + subject + ".nii.gz"));
            Files.copy(from.resolve("lesions.nii.gz"), dir.resolve("msd/labelsTr/" + subject + ".nii.gz"));
            table.append(subject).append("\ttest\timagesTr/").append(subject).append(".nii.gz\tT1/").append(subject)
                .append(".nii.gz\tlabelsTr/").append(subject).append(".nii.gz\n");
        }
        Files.writeString(dir.resolve("msd/dataset.tsv"), table);
        Files.copy(root.resolve("data/sub-01/FLAIR.nii.gz"), dir.resolve("scan.nii.gz"));
        Files.copy(root.resolve("data/sub-01/lesions.nii.gz"), dir.resolve("lab.nii.gz"));
        Files.writeString(dir.resolve("scores.csv"), "old scores");
        Files.createDirectories(dir.resolve("bids/sub-01/anat"));
        Files.copy(dir.resolve("scan.nii.gz"), dir.resolve("bids/sub-01/anat/sub-01_FLAIR.nii.gz"));
        Files.createDirectories(dir.resolve("bids/sub-01/dwi"));
        Files.copy(dir.resolve("scan.nii.gz"), dir.resolve("bids/sub-01/dwi/sub-01_dwi.nii.gz"));
        Files.writeString(dir.resolve("page.html"), "old page");
        Files.writeString(dir.resolve("old.tsv"), "old table");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR/scan.nii.gz                     | is an input and would be lost
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR/msd/../scan.nii.gz              | is an input (DIR/scan.nii.gz)
        segment --model MODEL --data DIR/msd --out DIR/msd/labelsTr                            | labelsTr: the input
        segment --model MODEL --data DIR/msd --out DIR/msd/imagesTr                            | imagesTr: the input
        segment --model MODEL --data DIR/msd --out DIR/msd/T1                                  | T1: the input
        segment --model MODEL --data DIR/bids --out DIR/bids/sub-01/anat                       | anat: the input
        segment --model MODEL --data DIR/bids --out DIR/bids/sub-01/dwi                        | dwi: the input
        check --data DIR/msd --write-table DIR/msd/dataset.tsv                                 | is an input
        check --data DIR/bids --write-table DIR/table.csv                                      | expected a name in .tsv
        segment --model MODEL --data DIR/msd --split test --out DIR/msd                        | msd: is an input
        segment --model MODEL --data DIR/msd/dataset.tsv --out DIR/r --probabilities DIR/msd/imagesTr | the input
        segment --model MODEL --data DIR/msd --out DIR/r --probabilities DIR/r                 | is to be written twice
        segment --model MODEL --data DIR/msd --out MODEL                                       | is an input
        convert DIR/lab.nii.gz DIR/lab.nii.gz --orientation LPS                                | is an input and would be lost
        lesions --labels DIR/lab.nii.gz --out DIR/lab.nii.gz                                   | expected a name in .csv
        evaluate --reference DIR/lab.nii.gz --prediction DIR/lab.nii.gz --out DIR/lab.nii.gz   | expected a name in .csv
        evaluate --reference DIR/msd --prediction DIR/msd/labelsTr --out DIR/msd/dataset.tsv   | expected a name in .csv
        evaluate --reference DIR/msd --prediction DIR/msd/labelsTr --out DIR/a.csv --report DIR/b.csv | expected a name in .html
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR/a.nii.gz --probabilities DIR/a.nii.gz | is to be written twice
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR/a.mgz                           | expected a name in .nii or .nii.gz
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR/noext                           | expected a name in .nii or .nii.gz
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR                                 | is a folder; expected a name in
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR/scan.nii.gz/a.nii.gz            | is a file, not a folder
        weights export --model MODEL --out DIR/w.txt                                           | expected a name in .npz
        weights export --model MODEL --out MODEL/checkpoint/weights.npz                        | is an input
        consensus DIR/lab.nii.gz DIR/msd/labelsTr/sub-02.nii.gz --out DIR/lab.nii.gz           | is an input
        consensus DIR/msd/labelsTr DIR/msd/imagesTr --out DIR/msd                              | msd: the input
        consensus DIR/lab.nii.gz DIR/msd/labelsTr/sub-02.nii.gz --out DIR/c.nii --probabilities DIR/c.nii | twice
        consensus DIR/lab.nii.gz DIR/msd/labelsTr/sub-02.nii.gz --out DIR/c.nii --raters DIR/lab.nii.gz | name in .csv
        suggest --model MODEL --scan DIR/scan.nii.gz --out DIR/scan.nii.gz                     | expected a name in .csv
        preview-augmentation --data DIR/msd --out DIR/msd/imagesTr/sub-01.nii.gz               | expected a name in .png
        split --data DIR/msd --out DIR/msd                                                     | dataset.tsv: is an input
        compare --table A=DIR/sets.csv --table B=DIR/scores.csv --out DIR                    | sets.csv: is an input
        compare --reference DIR/msd --prediction A+B=DIR/msd/labelsTr --prediction A/B=DIR/msd/labelsTr --out DIR/c | twice
        train --data DIR/msd --out DIR/msd                                                     | is not empty
        sample --out DIR/msd                                                                   | is not empty
        weights import --model MODEL --weights DIR/w.npz --out DIR/msd                         | w.npz
        """)
    void nothingIsLostEvenIfOverwritingIsAllowed(String line, String expected) throws IOException {
        boolean canOverwrite = !line.matches("(train|sample|weights import) .*");
        refused(line, expected);
        if (canOverwrite) {
            refused(line + " --overwrite", expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR/lab.nii.gz                                | lab.nii.gz
        segment --model MODEL --scan DIR/scan.nii.gz --out DIR/a.nii --probabilities DIR/lab.nii.gz      | lab.nii.gz
        convert DIR/scan.nii.gz DIR/lab.nii.gz                                                           | lab.nii.gz
        lesions --labels DIR/lab.nii.gz --out DIR/scores.csv                                             | scores.csv
        evaluate --reference DIR/msd --prediction DIR/msd/labelsTr --out DIR/scores.csv                  | scores.csv
        evaluate --reference DIR/msd --prediction DIR/msd/labelsTr --out DIR/a.csv --report DIR/page.html | page.html
        consensus DIR/msd/labelsTr/sub-01.nii.gz DIR/msd/labelsTr/sub-02.nii.gz --out DIR/lab.nii.gz     | lab.nii.gz
        suggest --model MODEL --scan DIR/scan.nii.gz --out DIR/scores.csv                                | scores.csv
        """)
    void whatIsThereIsReplacedOnlyIfThatIsSaid(String line, String name) throws IOException {
        byte[] before = Files.readAllBytes(dir.resolve(name));
        refused(line, name + ": is there already; replace it with --overwrite (in ImageJ overwrite=true)");
        assertEquals(0, dawson(line + " --overwrite"), () -> err + out);
        assertTrue(!Arrays.equals(before, Files.readAllBytes(dir.resolve(name))));
    }

    @Test
    void theTableOfACheckIsReplacedOnlyIfThatIsSaid() throws IOException {
        refused("check --data DIR/bids --write-table DIR/old.tsv", "old.tsv: is there already; replace it with");
        dawson("check --data DIR/bids --write-table DIR/old.tsv --overwrite");
        assertTrue(Files.readString(dir.resolve("old.tsv")).startsWith("subject"), err);
    }

    @Test
    void foldersThatAreMissingAreMade() {
        assertEquals(0, dawson("segment --model MODEL --scan DIR/scan.nii.gz --out DIR/newdir/deep/a.nii.gz"), () ->
            err);
        assertEquals("16×19×16", NiftiReader.read(dir.resolve("newdir/deep/a.nii.gz")).geometry().shapeText());
        assertEquals(0, dawson("segment --model MODEL --data DIR/msd --out DIR/msd/results/a --probabilities DIR/p/p"),
            () -> err);
        assertEquals(0, dawson("lesions --labels DIR/lab.nii.gz --out DIR/tables/lab.csv"), () -> err);
        assertEquals(0, dawson("convert DIR/lab.nii.gz DIR/x/y/z.nii"), () -> err);
    }

    @Test
    void aBatchSaysHowManyAreThereAndReplacesOrLeavesThem() throws IOException {
        Path results = dir.resolve("results");
        assertEquals(0, dawson("segment --model MODEL --data DIR/msd --out DIR/results"), () -> err);
        Files.delete(results.resolve("sub-02.nii.gz"));
        Files.copy(dir.resolve("lab.nii.gz"), replaced(results.resolve("sub-01.nii.gz")));
        refused("segment --model MODEL --data DIR/msd --out DIR/results",
            "sub-01.nii.gz: is there already (2 of 3 results"
            + " are); replace them with --overwrite (in ImageJ overwrite=true), leave what is done with --skip-existing");
        assertEquals(0, dawson("segment --model MODEL --data DIR/msd --out DIR/results --skip-existing"), () -> err);
        assertTrue(out.contains("results: 1 of 3 subjects segmented, 2 were there already"), out);
        assertArrayEquals(Files.readAllBytes(dir.resolve("lab.nii.gz")),
            Files.readAllBytes(results.resolve("sub-01.nii.gz")), "left as it was");
        assertEquals(0, dawson("segment --model MODEL --data DIR/msd --out DIR/results --overwrite"), () -> err);
        assertTrue(!Arrays.equals(Files.readAllBytes(dir.resolve("lab.nii.gz")),
            Files.readAllBytes(results.resolve("sub-01.nii.gz"))), "replaced");
        refused("segment --model MODEL --data DIR/msd --out DIR/results --overwrite --skip-existing",
            "give one of both");
    }

    /** By another program, or by hand. */
    @Test
    void aResultThatIsNotWholeIsNotLeft() throws IOException {
        Path results = Files.createDirectory(dir.resolve("results"));
        byte[] whole = Files.readAllBytes(dir.resolve("lab.nii.gz"));
        Files.write(results.resolve("sub-03.nii.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertEquals(0, dawson("segment --model MODEL --data DIR/msd --out DIR/results --skip-existing"), () -> err);
        assertTrue(err.contains("sub-03") && err.contains("; it is written anew"), err);
        assertTrue(out.contains("3 of 3 subjects segmented"), out);
        NiftiReader.read(results.resolve("sub-03.nii.gz"));
    }

    @Test
    void aSubjectThatFailsIsALineAndTheOthersGoOn() throws IOException {
        Files.writeString(dir.resolve("msd/imagesTr/sub-01.nii.gz"), "no scan");
        assertEquals(1, dawson("segment --model MODEL --data DIR/msd --out DIR/results"));
        assertTrue(err.lines().filter(line -> line.startsWith("dawson: sub-01: ")).count() == 1, err);
        assertTrue(out.contains("2 of 3 subjects segmented"), out);
        NiftiReader.read(dir.resolve("results/sub-03.nii.gz"));
    }

    @Test
    void aChannelIsGivenOnce() {
        for (String command : List.of("segment", "suggest")) {
            assertEquals(1, dawson(command + " --model MODEL --scan FLAIR=DIR/scan.nii.gz --scan FLAIR=DIR/lab.nii.gz"
                + " --out DIR/new" + (command.equals("segment") ? ".nii" : ".csv")));
            assertTrue(err.contains("the channel FLAIR is given twice; keep one"), err);
        }
    }

    // -- Helper methods --

    private static Path replaced(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    private void refused(String line, String expected) throws IOException {
        Map<String, String> before = everything();
        assertEquals(1, dawson(line), () -> out);
        List<String> lines = err.lines().filter(text -> !text.startsWith("warning: ")).toList();
        assertEquals(1, lines.size(), err);
        assertTrue(lines.get(0).startsWith("dawson: ") && lines.get(0).contains(here(expected)), err);
        assertEquals(before, everything());
    }

    private int dawson(String line) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        String[] words = Arrays.stream(line.split(" ")).map(this::here).toArray(String[]::new);
        int status = Dawson.run(new PrintWriter(outText, true), new PrintWriter(errText, true),
            Stream.concat(Arrays.stream(words), Stream.of("--progress", "text")).toArray(String[]::new));
        out = outText.toString();
        err = errText.toString().lines().filter(text -> !text.startsWith("subjects segmented"))
            .reduce("", (a, b) -> a + b + "\n");
        return status;
    }

    private String here(String text) {
        return text.replace("MODEL", root + "/model").replace("ROOT", root.toString()).replace("DIR", dir.toString());
    }

    /** Every file below the root and what is in it. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> found = new TreeMap<>(Comparator.naturalOrder());
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                found.put(path.toString(), Files.isDirectory(path) ? "folder"
                    : Integer.toString(Arrays.hashCode(Files.readAllBytes(path))));
            }
        }
        return found;
    }
}
