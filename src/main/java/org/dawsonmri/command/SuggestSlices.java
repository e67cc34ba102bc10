package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.job.SegmentJob;
import org.dawsonmri.imagej.job.SuggestJob;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.List;

/** Finds the slices that a person should look at first, since the model is most unsure about them. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Suggest Slices...", headless = true,
    description = "Ranks the slices without a label by how unsure a model is about the object and its border.")
public final class SuggestSlices extends DawsonCommand {

    @Parameter(label = "Scan", persist = false, initializer = "suggest",
        style = "open", description = "Title of an open image, or a file: the model's first channel.")
    private String scan = "";

    @Parameter(label = "Further channels", persist = false,
        description = "Titles or files of the model's other channels: T1=scan_t1.nii.gz, T2=scan_t2.nii.gz")
    private String channels = "";

    @Parameter(label = "Model folder", style = "directory",
        description = "The folder that training made. Several, with ; between them: what they disagree about counts.")
    private String model = "";

    @Parameter(label = "Labels so far (optional)", persist = false, style = "open",
        description = "Title of an open image, or a file: slices that have a label are not suggested.")
    private String labels = "";

    @Parameter(label = "At most (0 = all slices)", min = "0", persist = false, description = "Slices to suggest.")
    private int count;

    @Parameter(persist = false)
    private boolean flips;

    @Parameter(label = "Save table as (optional)", style = "save", persist = false,
        description = "A .csv file.")
    private String out = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        List<String> models = SegmentJob.models(model);
        required("scan", scan, "the title of an open image, or a file");
        outputs(overwrite).file(out, Kind.TABLE).check();
        try (OpenScans scans = new OpenScans(getContext(), progress)) {
            new SuggestJob(models, count, flips, overwrite, Engine.locate()::run)
                .suggest(scan, channels, labels, out, scans, progress);
        }
    }

    private void suggest() {
        scan = suggested(scan);
    }
}
