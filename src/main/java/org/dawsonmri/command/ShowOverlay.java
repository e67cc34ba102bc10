package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.job.OverlayJob;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Lays labels, probabilities or both over an open scan. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Overlay...", headless = true,
    description = "Lays labels in colour or probabilities as heat over an open scan; a small window switches them.")
public final class ShowOverlay extends DawsonCommand {

    @Parameter(label = "Scan", persist = false, initializer = "suggest",
        description = "Title of an open image.")
    private String scan = "";

    @Parameter(label = "Labels", style = "open", persist = false,
        description = "Title of an open image, or a file: whole numbers, 0 is background.")
    private String labels = "";

    @Parameter(label = "Probabilities (optional)", style = "open", persist = false,
        description = "Title of an open image, or a file, with one frame per class; shown as heat.")
    private String probabilities = "";

    @Parameter(label = "Opacity (0 to 1)", min = "0", max = "1", persist = false,
        description = "0 is invisible, 1 hides the scan below.")
    private double opacity = 0.4;

    @Parameter(label = "Name of the layer", persist = false,
        description = "Labels of different names lie on one scan together; the same name is drawn anew.")
    private String name = "prediction";

    @Override
    void execute(Progress progress) {
        required("scan", scan, "the title of an open image");
        if (labels.isBlank() && probabilities.isBlank()) {
            throw new DawsonException("'labels': is empty; give labels, probabilities, or both");
        }
        required("name", name, "a name for the layer, such as prediction");
        try (OpenScans scans = new OpenScans(getContext(), progress)) {
            OverlayJob.draw(scan.trim(), labels.trim(), probabilities.trim(), name.trim(), opacity, scans, progress);
        }
    }

    private void suggest() {
        scan = suggested(scan);
    }
}
