package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.imagej.FormInfo;
import org.dawsonmri.imagej.job.SegmentJob;
import org.dawsonmri.imagej.job.SegmentJob.Display;
import org.dawsonmri.segment.SegmentOptions;

import com.google.gson.JsonObject;
import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.List;

/** Segments a scan, or all subjects of a data set, with a trained model. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Segment...", headless = true,
    description = "Segments a scan with a trained model; the labels lie in the scan's own grid.")
public final class SegmentScan extends DawsonCommand {

    @Parameter(label = "Scan", persist = false, initializer = "suggest",
        style = "open", description = "Title of an open image, or a file: the model's first channel.")
    private String scan = "";

    @Parameter(label = "Further channels", persist = false,
        description = "Titles or files of the model's other channels: T1=scan_t1.nii.gz, T2=scan_t2.nii.gz")
    private String channels = "";

    @Parameter(label = "Model folder", style = "directory",
        description = "The folder that training made. Several, with ; between them: the mean of their probabilities.")
    private String model = "";

    @Parameter(label = "Save labels as (optional)", style = "save", persist = false,
        description = "A .nii or .nii.gz file; for a data set the folder of the results.")
    private String out = "";

    @Parameter(label = "Save probabilities as (optional)", style = "save", persist = false,
        description = "A .nii or .nii.gz file with one frame per class.")
    private String probabilities = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Parameter(label = "Leave what is done", persist = false, description = "Results that are there already and whole"
        + " stay as they are, and the rest is segmented.")
    private boolean skip_existing;

    @Parameter(persist = false)
    private double min_size;

    @Parameter(persist = false)
    private boolean flips;

    @Parameter(label = "Draw labels on the scan", persist = false,
        description = "Lays the labels over the scan as a see-through overlay.")
    private boolean overlay = true;

    @Parameter(label = "Draw probabilities on the scan", persist = false,
        description = "Lays the probability of not being background over the scan as heat; it can be switched off.")
    private boolean heat;

    @Parameter(label = "Opacity (0 to 1)", min = "0", max = "1", persist = false,
        description = "Of what is drawn on the scan: 0 is invisible, 1 hides the scan below.")
    private double opacity = 0.4;

    @Parameter(persist = false)
    private String grid = "voxel";

    @Parameter(label = "Whole data set instead (optional)", style = "both", persist = false,
        description = "A dataset.tsv, its folder, or a BIDS folder; 'Scan' is not used then.")
    private String data = "";

    @Parameter(persist = false)
    private String split = FormInfo.ALL;

    @Parameter(persist = false)
    private String filter = "";

    @Parameter(persist = false,
        description = "Also writes what this costs over time (CPU, memory, GPU): a .csv file beside the saved labels.")
    private boolean profile;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus labels;

    @Override
    void execute(Progress progress) {
        List<String> models = SegmentJob.models(model);
        new DataChoice("", filter); // fails at once, not after the worker's start
        if (profile) {
            required("out", out, "a file for the labels, beside which the profile goes");
        }
        SegmentJob job = new SegmentJob(models, probabilities, settings(), existing(), profile,
            Engine.locate()::run);
        if (!data.isBlank()) {
            String folder = required("out", out, "a folder for the results");
            job.segmentAll(data, split.equals(FormInfo.ALL) ? "" : split, filter, folder, progress);
            return;
        }
        if (!filter.isBlank()) {
            throw new DawsonException("'filter': is " + filter.trim() + ", but 'data' is empty; give a BIDS folder, or"
                + " leave it out");
        }
        if (!split.equals(FormInfo.ALL)) {
            throw new DawsonException("'split': is " + split + ", but 'data' is empty; give a data set, or choose all");
        }
        required("scan", scan, "the title of an open image, or a file");
        labels = registered(job.segment(scan, channels, out, new Display(overlay, heat, opacity), getContext(),
            progress));
    }

    private JsonObject settings() {
        JsonObject settings = fields().given(SegmentOptions.table());
        Settings.read(new SegmentOptions(), settings, "the form"); // fails at once, not after the worker's start
        return settings;
    }

    private Existing existing() {
        if (overwrite && skip_existing) {
            throw new DawsonException("'overwrite' replaces results, 'skip_existing' leaves them; choose one of both");
        }
        return skip_existing ? Existing.SKIP : Existing.of(overwrite);
    }

    private void suggest() {
        scan = suggested(scan);
    }
}
