package org.dawsonmri.imagej.job;

import org.dawsonmri.Csv;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.ResultTables;
import org.dawsonmri.imagej.TableRows;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.image.ScanNames;

import ij.ImagePlus;
import ij.WindowManager;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks the worker which slices a model is most unsure about, and shows them as the table "Dawson Suggestions", whose
 * rows take the scan to their slice.
 *
 * @param models folders of trained models
 * @param count at most so many slices; 0 for all
 * @param flips looks at mirrored slices, too
 * @param overwrite replaces a table that is there already
 * @param worker runs one of Dawson's command lines
 */
public record SuggestJob(List<String> models, int count, boolean flips, boolean overwrite, SegmentJob.Worker worker) {

    /** Title of the table. */
    static final String TITLE = "Dawson Suggestions";

    /**
     * Finds the slices. The scan, if it is open, shows the first of them at the end.
     *
     * @param scan title of an open image, or a file
     * @param channels the other channels of the models, {@code T1=title or file, T2=…}; may be empty
     * @param labels title or file of the labels so far; "" for none
     * @param out a .csv file for the table, or ""
     */
    public void suggest(String scan, String channels, String labels, String out, OpenScans scans, Progress progress) {
        Map<String, String> inputs = ModelChannels.assign(ModelChannels.readAll(models), scan.trim(), channels);
        Path csv = out.isBlank() ? scans.temporary("suggestions.csv") : Path.of(out.trim()).toAbsolutePath();
        List<String> arguments = new ArrayList<>(List.of("suggest", "--out", csv.toString()));
        models.forEach(model -> arguments.addAll(List.of("--model", model)));
        inputs.forEach((channel, source) -> arguments.add(SegmentJob.scan(channel, scans.nifti(source))));
        if (!labels.isBlank()) {
            arguments.addAll(List.of("--labels", scans.nifti(labels.trim()).toString()));
        }
        if (count > 0) {
            arguments.addAll(List.of("--count", Integer.toString(count)));
        }
        if (flips) {
            arguments.add("--flips");
        }
        if (overwrite) {
            arguments.add("--overwrite");
        }
        worker.run(arguments, progress);
        show(read(csv), WindowManager.getImage(scan.trim()), ScanNames.leaf(scan.trim()), progress);
    }

    // -- Helper methods --

    private static void show(List<List<Double>> rows, ImagePlus open, String scan, Progress progress) {
        TableRows.forget(TITLE);
        ResultTables.show(TITLE, List.of("rank", "slice", "uncertainty", "voxels"), rows);
        List<Integer> slices = rows.stream().map(row -> row.get(1).intValue()).toList();
        if (open != null) {
            TableRows.showSlices(TITLE, open, slices);
            open.setSlice(slices.get(0));
        }
        progress.message(scan + ": correct slice " + slices.get(0) + " first");
    }

    private static List<List<Double>> read(Path csv) {
        return Csv.read(csv).stream().map(row -> row.values().stream().map(Double::valueOf).toList()).toList();
    }
}
