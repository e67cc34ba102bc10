package org.dawsonmri.cli;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.consensus.Consensus.ConsensusMethod;
import org.dawsonmri.evaluate.consensus.ConsensusFiles.Outcome;
import org.dawsonmri.evaluate.consensus.ConsensusFiles;
import org.dawsonmri.evaluate.consensus.ConsensusTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson consensus}: one reference of several raters. Status 1 if a scan got none. */
@Command(name = "consensus", description = {
    "Makes one label map of several raters' label maps of the same scan, to be a reference.",
    "Prints how well each rater agrees with it, class by class."})
final class BuildConsensus extends Subcommand {

    @Parameters(paramLabel = "LABEL", arity = "2..*",
        description = "One label map for each rater; or one folder for each, with files of the same names.")
    private List<Path> raters;

    @Option(names = "--method", defaultValue = "majority", paramLabel = "NAME",
        description = "majority: the label of most raters, background where two are equal. staple: raters weighted by"
            + " their estimated reliability (Warfield 2004, confusion matrices). Default: ${DEFAULT-VALUE}.")
    private ConsensusMethod method;

    @Option(names = "--out", required = true, paramLabel = "FILE|DIR",
        description = "File for the consensus (.nii or .nii.gz); with folders, a folder.")
    private Path out;

    @Option(names = "--probabilities", paramLabel = "FILE|DIR",
        description = "File for the part of the votes or STAPLE's probability, one frame for each class; with folders,"
            + " a folder.")
    private Path probabilities;

    @Option(names = "--raters", paramLabel = "FILE.csv", description = "File for the table of the raters.")
    private Path table;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private GridOption grid;

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        ConsensusFiles files = new ConsensusFiles(method, grid.rule(), out, probabilities);
        files.declare(overwrite.outputs(), raters).file(table, Kind.TABLE).check();
        List<Outcome> outcomes = files.run(raters, progress);
        ConsensusTable rows = ConsensusTable.of(outcomes);
        if (table != null) {
            rows.write(table);
        }
        if (json.wanted()) {
            printJson(toJson(outcomes, rows.rows()));
        } else {
            print(outcomes, rows.rows());
        }
        return outcomes.stream().allMatch(outcome -> outcome.problem() == null) ? DONE : FAILED;
    }

    private Map<String, Object> toJson(List<Outcome> outcomes, List<Map<String, Object>> rows) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("method", method.name().toLowerCase(Locale.ROOT));
        result.put("cases", outcomes.stream().map(outcome -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("case", outcome.name());
            each.put("file", outcome.file() == null ? null : outcome.file().toString());
            each.put("undecided_voxels", outcome.undecided());
            each.put("iterations", outcome.iterations());
            each.put("problem", outcome.problem());
            return each;
        }).toList());
        result.put("raters", rows);
        return result;
    }

    private void print(List<Outcome> outcomes, List<Map<String, Object>> rows) {
        TextTable text = new TextTable(ConsensusTable.COLUMNS.toArray(String[]::new));
        rows.forEach(row -> text.add(
            ConsensusTable.COLUMNS.stream().map(column -> text(row.get(column))).toArray(String[]::new)));
        out().println(text);
        for (Outcome outcome : outcomes) {
            out().println(outcome.problem() != null ? outcome.name() + ": no consensus: " + outcome.problem()
                : outcome.file() + ": " + outcome.undecided() + " voxels undecided, so background"
                    + (outcome.iterations() > 0 ? "; STAPLE took " + outcome.iterations() + " iterations" : ""));
        }
    }

    private static String text(Object value) {
        return value instanceof Double number ? Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.4f", number)
            : String.valueOf(value);
    }
}
