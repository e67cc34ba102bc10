package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.job.LabelJob;

import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Turns regions that were drawn on a scan, or a mask, into labels with the scan's geometry. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Label...", headless = true,
    description = "Turns the selection, the ROI Manager's or an overlay's regions, or a mask into a label image.")
public final class LabelScan extends DawsonCommand {

    @Parameter(label = "Scan", persist = false, initializer = "suggest", style = "open",
        description = "Title of an open image, or a file: what was drawn on.")
    private String scan = "";

    @Parameter(label = "Drawn in", choices = {"selection", "manager", "overlay", "file", "mask"}, persist = false,
        description = "selection: the scan's, on the slice that is shown. manager: all regions of the ROI Manager."
            + " overlay: those of the scan's overlay. file: a .zip or .roi file. mask: an image of the scan's size, its"
            + " pixels within the threshold or, if it has none, other than 0.")
    private String source = "selection";

    @Parameter(label = "Region file or mask", persist = false, style = "open",
        description = "For file: a .zip or .roi file of the ROI Manager. For mask: title of an open image, or a file.")
    private String file = "";

    @Parameter(label = "Class (0 = the regions' groups)", min = "0", persist = false,
        description = "Label value from 1. With 0 the group of each region, or the mask's own values.")
    private int value = 1;

    @Parameter(label = "Name of the class (optional)", persist = false,
        description = "Such as lesion; a network that is trained on this image gets it, too.")
    private String class_name = "";

    @Parameter(label = "Label image (empty = new)", persist = false, style = "open",
        description = "Title or file of the labels to go on with; an open image is changed where it is.")
    private String labels = "";

    @Parameter(label = "What to do", choices = {"add", "replace", "erase"}, persist = false,
        description = "add: label what was drawn. replace: on the slices drawn on, the class is only what was drawn."
            + " erase: take the class away where it was drawn.")
    private String mode = "add";

    @Parameter(label = "Draw labels on the scan", persist = false,
        description = "Lays the labels over the scan as a see-through overlay.")
    private boolean overlay = true;

    @Parameter(label = "Save labels as (optional)", style = "save", persist = false,
        description = "A .nii or .nii.gz file.")
    private String out = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus label_image;

    @Override
    void execute(Progress progress) {
        LabelJob job = new LabelJob(source, file, value, class_name, mode);
        required("scan", scan, "the title of an open image, or a file");
        try (OpenScans scans = new OpenScans(getContext(), progress)) {
            label_image = registered(job.label(scan, labels, out, Existing.of(overwrite), overlay, scans, progress));
        }
    }

    private void suggest() {
        scan = suggested(scan);
    }
}
