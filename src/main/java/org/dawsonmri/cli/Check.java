package org.dawsonmri.cli;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.DatasetCheck;
import org.dawsonmri.dataset.DatasetReport.SubjectSummary;
import org.dawsonmri.dataset.DatasetReport;
import org.dawsonmri.dataset.Finding.Severity;
import org.dawsonmri.dataset.Finding;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.volume.Geometry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code dawson check}: what is wrong with a dataset. */
@Command(name = "check", description = "Looks for missing and unreadable files, grids that do not fit, odd labels and "
    + "voxels. Exit status 1 if something is wrong, 0 if there are only warnings.")
final class Check extends Subcommand {

    private static final int LABELS_SHOWN = 12;

    @Option(names = "--data", required = true, paramLabel = "DATA",
        description = "A dataset.tsv, a folder that holds one, or a BIDS folder.")
    private Path data;

    @Mixin
    private final SettingOptions files = SettingOptions.ofData();

    @Option(names = "--channels", split = ",", paramLabel = "NAME",
        description = "Modalities to look at, comma-separated. Default: all of the dataset.")
    private List<String> channels = List.of();

    @Mixin
    private GridOption grid;

    @Option(names = "--tolerance", hidden = true, paramLabel = "MM", description = "Of older versions; not looked at.")
    private Double tolerance;

    @Option(names = "--label-values", paramLabel = "LABEL", split = ",",
        description = "The labels that may occur, such as 0,1,2 (default: those of the training subjects).")
    private TreeSet<Integer> labels = new TreeSet<>();

    @Option(names = "--write-table", paramLabel = "FILE.tsv",
        description = "Write the dataset as a table, paths relative to it: what a BIDS folder amounts to.")
    private Path table;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        if (tolerance != null) {
            progress.warning("--tolerance: is not looked at any more; --grid says what lies in one grid");
        }
        DatasetCheck.Options options = new DatasetCheck.Options(grid.rule(), labels);
        Dataset dataset = Dataset.read(data, files.choice(), channels, progress);
        if (table != null) {
            overwrite.outputs().inputs(dataset.files()).file(table, Kind.DATASET).check();
            dataset.write(table);
        }
        DatasetReport report = DatasetCheck.check(dataset, options, progress);
        if (json.wanted()) {
            printJson(asMap(report));
        } else {
            print(report);
        }
        return report.hasErrors() ? FAILED : DONE;
    }

    // -- Text --

    private void print(DatasetReport report) {
        TextTable subjects = new TextTable("subject", "split", "shape", "spacing_mm", "axes", "label voxels");
        for (SubjectSummary s : report.subjects()) {
            Geometry g = s.geometry();
            subjects.add(s.subject(), s.split().text(), g == null ? "n/a" : g.shapeText(),
                s.spacingText(), g == null ? "n/a" : s.orientation(), labelText(s));
        }
        out().println(subjects);
        out().println();
        out().println("channels: " + String.join(", ", report.dataset().modalities()));
        out().println("labels: " + report.dataset().labels().text());
        if (table != null) {
            out().println("table: " + table);
        }
        out().println();
        if (!report.findings().isEmpty()) {
            TextTable findings = new TextTable("severity", "subject", "file", "problem", "detail");
            for (Finding f : report.findings()) {
                findings.add(text(f.severity()), f.subject(), f.item(), f.problem().text(), f.detail());
            }
            out().println(findings);
            out().println();
        }
        out().println(count(report.subjects().size(), "subject") + ": " + count(report.count(Severity.ERROR), "error")
            + ", " + count(report.count(Severity.WARNING), "warning") + ", "
            + count(report.count(Severity.INFO), "note"));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String labelText(SubjectSummary summary) {
        if (summary.labelVoxels().isEmpty()) {
            return "n/a";
        }
        String shown = summary.labelVoxels().entrySet().stream().map(e -> e.getKey() + ": " + e.getValue())
            .limit(LABELS_SHOWN).collect(Collectors.joining(", "));
        return shown + (summary.labelVoxels().size() > LABELS_SHOWN ? ", …" : "");
    }

    private static String text(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    // -- JSON --

    private static Map<String, Object> asMap(DatasetReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            map.put(text(severity) + "s", report.count(severity));
        }
        map.put("channels", report.dataset().modalities());
        map.put("labels", report.dataset().labels().text());
        List<Map<String, Object>> subjects = new ArrayList<>();
        for (SubjectSummary summary : report.subjects()) {
            subjects.add(asMap(summary, report.dataset().subjects().get(subjects.size())));
        }
        map.put("subjects", subjects);
        map.put("findings", report.findings().stream().map(Check::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(SubjectSummary s, Subject files) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("subject", s.subject());
        map.put("person", files.person());
        map.put("split", s.split().text());
        Map<String, String> scans = new LinkedHashMap<>();
        files.scans().forEach((channel, file) -> scans.put(channel, file.toString()));
        map.put("scans", scans);
        map.put("label", files.label() == null ? null : files.label().toString());
        if (s.geometry() != null) {
            map.put("shape", s.geometry().shape());
            map.put("spacing_mm", s.geometry().spacingMm());
            map.put("orientation", s.orientation());
        }
        map.put("label_voxels", s.labelVoxels());
        return map;
    }

    private static Map<String, Object> asMap(Finding f) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("subject", f.subject());
        map.put("file", f.item());
        map.put("problem", f.problem().text());
        map.put("severity", text(f.severity()));
        map.put("detail", f.detail());
        return map;
    }
}
