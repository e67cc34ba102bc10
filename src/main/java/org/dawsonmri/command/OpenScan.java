package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.OpenScans;

import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Opens a scan of any format that this ImageJ reads, with its geometry. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Open Scan...", headless = true,
    description = "Opens a NIfTI, Analyze or other scan with right values and spacing in mm.")
public final class OpenScan extends DawsonCommand {

    @Parameter(label = "Scan", style = "open", persist = false,
        description = "A file: .nii, .nii.gz, .hdr/.img, or any other format that this ImageJ can read.")
    private String path = "";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus image;

    @Override
    void execute(Progress progress) {
        required("path", path, "a file to open");
        try (OpenScans scans = new OpenScans(getContext(), progress)) {
            image = registered(scans.file(path));
        }
    }
}
