package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.compare.Bootstrap;
import org.dawsonmri.compare.Comparison;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.Reference;
import org.dawsonmri.imagej.ResultTables;
import org.dawsonmri.imagej.ScorePlots;
import org.dawsonmri.imagej.ScoreTables;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.report.CompareRun;
import org.dawsonmri.report.Methods;
import org.dawsonmri.volume.GridRule;

import org.scijava.Context;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison in ImageJ: files in a folder, tables, and plots.
 *
 * @param reference title of an open image, file, folder or dataset; empty if there are scores only
 * @param choice which labels of a dataset are meant
 * @param predictions {@code NAME=title, file or folder; NAME=…}; may be empty
 * @param scores {@code NAME=FILE.csv; NAME=…}; may be empty
 * @param families names of families of scores with commas between
 * @param out folder of the results
 * @param seed of the bootstrap
 * @param plots true to draw plots
 * @param existing what happens to results that are there already
 */
public record CompareJob(String reference, DataChoice choice, String predictions, String scores, String families,
        String out, long seed, boolean plots, Existing existing) {

    static final String DIFFERENCES = "Dawson Comparison";
    static final String SETS = "Dawson Comparison Sets";
    static final String VOLUMES = "Dawson Comparison Volumes";

    /**
     * Compares, writes, shows. Blocks until done.
     *
     * @throws DawsonException if something named is not there, cannot be compared or cannot be written
     */
    public void run(Context context, Progress progress) {
        try (OpenScans scans = new OpenScans(context, progress)) {
            Map<String, Path> measured = new LinkedHashMap<>();
            sets("predictions", predictions).forEach((name, what) -> measured.put(name, path(what, scans)));
            Map<String, Path> read = new LinkedHashMap<>();
            sets("scores", scores).forEach((name, file) -> read.put(name, Path.of(file)));
            CompareRun run = new CompareRun(
                reference.isBlank() ? null : new Reference(path(reference, scans), null, choice), measured, read,
                Classes.found(), EvaluateJob.scores(families, GridRule.VOXEL),
                new Bootstrap(Bootstrap.DEFAULT.resamples(), seed), null,
                Path.of(out));
            run.declare(new OutputFiles(existing)).check();
            Comparison comparison = run.run(List.of(), Methods.by("Dawson Compare... in ImageJ"), progress)
                .comparison();
            if (plots) {
                ScorePlots.show(comparison);
            }
            show(comparison);
        }
    }

    /** The last table is the one that macros find without windows. */
    @SuppressWarnings("unchecked") // the JSON form holds lists of maps
    private static void show(Comparison comparison) {
        Map<String, Object> tables = comparison.toJson();
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("volumes", VOLUMES);
        titles.put("sets", SETS);
        titles.put("differences", DIFFERENCES);
        titles.forEach((key, title) -> {
            List<Map<String, Object>> rows = (List<Map<String, Object>>) tables.get(key);
            if (!rows.isEmpty()) {
                List<String> headings = new ArrayList<>(rows.get(0).keySet());
                ResultTables.show(title, headings,
                    rows.stream().map(row -> headings.stream().map(row::get).toList()).toList());
            }
        });
    }

    private static Path path(String what, OpenScans scans) {
        return ScoreTables.isBatch(what) ? Path.of(what) : scans.nifti(what);
    }

    /** {@code NAME=what; NAME=what} as a map. */
    private static Map<String, String> sets(String field, String text) {
        Map<String, String> sets = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            if (!part.isBlank()) {
                int equals = part.indexOf('=');
                String name = equals < 1 ? "" : part.substring(0, equals).strip();
                String what = part.substring(equals + 1).strip();
                if (name.isEmpty() || what.isEmpty() || sets.put(name, what) != null) {
                    throw new DawsonException("'" + field + "': found '" + part.strip() + "', expected NAME=… with a"
                        + " name of its own, and ; between several");
                }
            }
        }
        return sets;
    }
}
