package org.dawsonmri.measure;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Csv;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Phase;
import org.dawsonmri.measure.Profile.PhaseSpan;
import org.dawsonmri.measure.Profile.Sample;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The two files of a profile: the series, one row for each sample, and beside it the summary in JSON with the phases,
 * the computer and the versions. Columns of devices that are not there are empty, never zero.
 *
 * @param series {@code profile.csv}, or a name of that end
 * @param summary {@code profile_summary.json}, likewise
 */
public record ProfileFiles(Path series, Path summary) {

    private static final String SERIES = "profile.csv";
    private static final String SUMMARY = "profile_summary.json";

    /** In a folder. */
    public static ProfileFiles in(Path folder) {
        return new ProfileFiles(folder.resolve(SERIES), folder.resolve(SUMMARY));
    }

    /** Beside a file: that of {@code lesions.nii.gz} is {@code lesions_profile.csv}, and so is the summary. */
    public static ProfileFiles beside(Path file) {
        String stem = FileName.stem(file);
        return new ProfileFiles(file.resolveSibling(stem + "_" + SERIES), file.resolveSibling(stem + "_" + SUMMARY));
    }

    /** These, or if there are such files already, the same with a number: {@code profile_2.csv} and so on. */
    public ProfileFiles free() {
        ProfileFiles free = this;
        for (int i = 2; Files.exists(free.series) || Files.exists(free.summary); i++) {
            free = new ProfileFiles(numbered(series, i), numbered(summary, i));
        }
        return free;
    }

    /** @throws DawsonException if a file cannot be written */
    public void write(Profile profile) {
        AtomicFile.write(series, out -> {
            PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
            writeSeries(profile, writer);
            writer.flush();
            if (writer.checkError()) {
                throw new IOException("No space left on device, or it is gone");
            }
        });
        byte[] text = SummaryJson.write(profile).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(summary, out -> out.write(text));
    }

    /**
     * Reads a profile.
     *
     * @param path a folder that holds one, or one of its two files
     * @throws DawsonException if there is none, or it is damaged
     */
    public static Profile read(Path path) {
        ProfileFiles files = find(path);
        try {
            return SummaryJson.read(Files.readString(files.summary), files.summary,
                readSeries(Files.readAllLines(files.series), files.series));
        } catch (IOException e) {
            throw new DawsonException(path + ": holds no profile (" + e.getMessage() + "); give a folder that 'dawson "
                + "train', 'segment' or 'profile' wrote, or its " + SERIES, e);
        }
    }

    // -- Helper methods --

    private static Path numbered(Path file, int number) {
        return file.resolveSibling(FileName.of(file)
            .replaceFirst("profile(_summary)?\\.", "profile_" + number + "$1."));
    }

    private static ProfileFiles find(Path path) {
        if (Files.isDirectory(path)) {
            return in(path);
        }
        String name = FileName.of(path);
        if (name.matches(".*profile(_\\d+)?_summary\\.json")) {
            return new ProfileFiles(path.resolveSibling(name.replace("_summary.json", ".csv")), path);
        }
        return new ProfileFiles(path, path.resolveSibling(name.replaceFirst("\\.csv$", "_summary.json")));
    }

    private static void writeSeries(Profile profile, PrintWriter out) {
        List<String> columns = new ArrayList<>(List.of("seconds", "interval_s", "phase", "epoch"));
        Arrays.stream(Metric.values()).map(Metric::column).forEach(columns::add);
        out.print(Csv.line(columns));
        int span = 0;
        List<PhaseSpan> spans = profile.spans();
        for (Sample sample : profile.samples()) {
            while (span < spans.size() - 1 && sample.seconds() > spans.get(span).end()) {
                span++;
            }
            List<String> row = new ArrayList<>(List.of(number(sample.seconds()), number(sample.interval())));
            row.add(spans.isEmpty() ? Phase.OTHER.text() : spans.get(span).phase().text());
            row.add(spans.isEmpty() ? "0" : Integer.toString(spans.get(span).epoch()));
            for (double value : sample.values()) {
                row.add(number(value));
            }
            out.print(Csv.line(row));
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value);
    }

    private static List<Sample> readSeries(List<String> lines, Path file) {
        try {
            List<String> columns = Csv.cells(lines.get(0));
            return lines.stream().skip(1).filter(line -> !line.isBlank())
                .map(line -> sample(columns, Csv.cells(line))).toList();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new DawsonException(file + ": is damaged or not a series of a profile (" + e.getMessage()
                + "); expected the columns seconds, interval_s, phase, epoch and so on", e);
        }
    }

    private static Sample sample(List<String> columns, List<String> cells) {
        double[] values = new double[Metric.values().length];
        for (Metric metric : Metric.values()) {
            int column = columns.indexOf(metric.column());
            values[metric.ordinal()] =
                column < 0 || cells.get(column).isEmpty() ? Double.NaN : Double.parseDouble(cells.get(column));
        }
        return new Sample(Double.parseDouble(cells.get(columns.indexOf("seconds"))),
            Double.parseDouble(cells.get(columns.indexOf("interval_s"))), values);
    }
}
