package org.dawsonmri.command;

import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.LesionCsv;
import org.dawsonmri.evaluate.LesionRule;
import org.dawsonmri.evaluate.LesionTable;
import org.dawsonmri.imagej.LesionTables;
import org.dawsonmri.imagej.image.OpenScans;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Lists the lesions of a label map. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Lesion Table...", headless = true,
    description = "Volume, place and brightness of each lesion and totals per class; a click on a row selects it.")
public final class ListLesions extends DawsonCommand {

    @Parameter(label = "Labels", style = "open", persist = false, initializer = "suggest",
        description = "Title of an open image, or a file: whole numbers, 0 is background.")
    private String labels = "";

    @Parameter(label = "Scans (optional)", persist = false,
        description = "Titles or files whose mean intensities are wanted: FLAIR=flair.nii.gz, T1=t1.nii.gz")
    private String scans = "";

    @Parameter(label = "Connectivity", choices = {"6", "18", "26"}, persist = false,
        description = "Voxels of a lesion touch with faces (6), with edges, too (18), or with corners, too (26).")
    private String connectivity = "6";

    @Parameter(label = "Smallest lesion (mm³, 0 = all)", min = "0", persist = false,
        description = "Smaller ones are left out of the table and the totals.")
    private double min_size;

    @Parameter(label = "Class names (optional)", persist = false,
        description = "Names of the labels 1, 2, 3, ... with commas between.")
    private String class_names = "";

    @Parameter(label = "Save table as (optional)", style = "save", persist = false,
        description = "A .csv file; a second one with _totals in its name gets the totals.")
    private String out = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        required("labels", labels, "the title of an open image, or a file");
        List<String> names = class_names.isBlank() ? List.of() : Arrays.asList(class_names.split(","));
        LesionRule rule = new LesionRule(Integer.parseInt(connectivity), min_size, Classes.of(List.of(), names));
        Map<String, String> sources = LesionTables.sources(scans);
        LesionCsv.declare(outputs(overwrite), OutputFiles.path(out)).check();
        try (OpenScans open = new OpenScans(getContext(), progress)) {
            LesionTable table = LesionTables.list(labels.trim(), sources, rule, open, progress);
            if (!out.isBlank()) {
                LesionCsv.write(table, Path.of(out.trim()));
            }
            List<String> titles = new ArrayList<>(sources.values());
            titles.add(labels.trim());
            LesionTables.show(table, titles);
        }
    }

    private void suggest() {
        labels = suggested(labels);
    }
}
