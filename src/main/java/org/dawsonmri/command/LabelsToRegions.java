package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.job.LabelRegions;

import ij.ImagePlus;
import ij.gui.Roi;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.List;

/** Turns a label image into regions that can be corrected with ImageJ's tools and labelled again. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Labels to Regions...", headless = true,
    description = "One region for each class and slice, to correct with ImageJ's tools. Dawson Label... is the way"
        + " back.")
public final class LabelsToRegions extends DawsonCommand {

    @Parameter(label = "Label image", persist = false, initializer = "suggest", style = "open",
        description = "Title of an open image, or a file.")
    private String labels = "";

    @Parameter(label = "Class (0 = all)", min = "0", persist = false, description = "Label value.")
    private int value;

    @Parameter(label = "Regions go to", choices = {"manager", "overlay", "file"}, persist = false,
        description = "manager: the ROI Manager. overlay: the overlay of the scan below. file: a .zip file.")
    private String target = "manager";

    @Parameter(label = "Scan for the overlay (empty = the label image)", persist = false,
        description = "Title of an open image.")
    private String scan = "";

    @Parameter(label = "File of regions (optional)", persist = false, style = "save",
        description = "A .zip file that the ROI Manager can open.")
    private String out = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        required("labels", labels, "the title of an open image, or a file");
        String file = target.equals("file") ? required("out", out, "a .zip file for the regions") : "";
        outputs(overwrite).file(file, Kind.REGIONS).inputs(OpenScans.source(labels.trim())).check();
        try (OpenScans scans = new OpenScans(getContext(), progress)) {
            ImagePlus image = scans.image(labels.trim());
            List<Roi> rois = LabelRegions.of(image, value, progress);
            LabelRegions.give(rois, target, scan.isBlank() ? image : scans.image(scan.trim()), file);
            progress.message(image.getTitle() + ": " + rois.size() + " regions");
        }
    }

    private void suggest() {
        labels = suggested(labels);
    }
}
