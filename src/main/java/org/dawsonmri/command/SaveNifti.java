package org.dawsonmri.command;

import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.NiftiSaver;
import org.dawsonmri.imagej.image.OpenScans;

import ij.WindowManager;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;

/** Saves an image as NIfTI with the geometry that it was opened with. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Save NIfTI...", headless = true,
    description = "Saves an image as NIfTI; a scan that came from a NIfTI file keeps its place in the scanner.")
public final class SaveNifti extends DawsonCommand {

    @Parameter(label = "Image", persist = false, initializer = "suggest",
        description = "Title of an open image, or a file.")
    private String image = "";

    @Parameter(label = "Save as", style = "save", persist = false,
        description = "Ends in .nii or .nii.gz (compressed).")
    private String out = "";

    @Parameter(label = "Voxel type", choices = {"auto", "uint8", "int16", "float32"}, persist = false,
        description = "auto takes the smallest type that holds every value exactly.")
    private String type = "auto";

    @Parameter(persist = false)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        required("image", image, "the title of an open image, or a file");
        required("out", out, "a file name that ends in .nii or .nii.gz");
        // NB: an open image may be saved over its own file, as ImageJ's File > Save does.
        Path read = WindowManager.getImage(image) == null ? OutputFiles.path(image) : null;
        outputs(overwrite).inputs(read).file(out, Kind.IMAGE).check();
        try (OpenScans scans = new OpenScans(getContext(), progress)) {
            NiftiSaver.save(scans.image(image), Path.of(out), type, progress);
        }
        progress.message("saved " + out);
    }

    private void suggest() {
        image = suggested(image);
    }
}
