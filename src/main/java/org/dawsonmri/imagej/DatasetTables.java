package org.dawsonmri.imagej;

import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.DatasetReport;
import org.dawsonmri.dataset.DatasetReport.SubjectSummary;
import org.dawsonmri.dataset.Finding;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.volume.Geometry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A dataset's check as tables: a row for each subject ("Dawson Subjects") and for each problem ("Dawson Problems"). */
public final class DatasetTables {

    private DatasetTables() {
    }

    /** Shows both; without windows the problems are ImageJ's "Results", and no row means that all is well. */
    public static void show(DatasetReport report) {
        List<List<String>> subjects = new ArrayList<>();
        for (SubjectSummary subject : report.subjects()) {
            Geometry grid = subject.geometry();
            Subject files = report.dataset().subjects().get(subjects.size());
            subjects.add(List.of(subject.subject(), subject.split().text(), grid == null ? "n/a" : grid.shapeText(),
                subject.spacingText(), grid == null ? "n/a" : subject.orientation(),
                subject.labelVoxels().toString(), String.join(" ", files.scans().keySet()),
                files.label() == null ? "n/a" : files.label().toString()));
        }
        ResultTables.show("Dawson Subjects", List.of("subject", "split", "shape", "spacing_mm", "axes", "label_voxels",
            "channels", "label"), subjects);
        List<List<String>> problems = new ArrayList<>();
        for (Finding finding : report.findings()) {
            problems.add(List.of(finding.severity().name().toLowerCase(Locale.ROOT), finding.subject(), finding.item(),
                finding.problem().text(), finding.detail()));
        }
        ResultTables.show("Dawson Problems", List.of("severity", "subject", "file", "problem", "detail"), problems);
    }

    /** Shows for each table of a split ("Dawson Splits") how many subjects are for what. */
    public static void showSplits(List<Path> tables) {
        List<List<Object>> rows = new ArrayList<>();
        for (Path table : tables) {
            Dataset dataset = Dataset.read(table);
            List<Object> row = new ArrayList<>(List.of(table.toString()));
            for (Split split : Split.values()) {
                row.add(dataset.subjects(split).size());
            }
            rows.add(row);
        }
        ResultTables.show("Dawson Splits", List.of("table", "train", "validation", "test", "without_label"), rows);
    }
}
