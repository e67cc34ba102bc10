import org.dawsonmri.DawsonException;
import org.dawsonmri.imagej.Failure;
import org.dawsonmri.imagej.JavaVersion;

import ij.IJ;
import ij.ImagePlus;
import ij.io.OpenDialog;
import ij.plugin.PlugIn;

/**
 * The class that File &gt; Open, drag and drop and {@code IJ.openImage} look for, by this name and in no package, when
 * they meet a NIfTI or Analyze file: {@link #run} turns the object itself into the image. Started from the menu
 * (File &gt; Import &gt; NIfTI-Analyze) it asks for the file and shows it. On a Java that is too old it stays empty,
 * for which ImageJ asks the next reader.
 */
public class Nifti_Reader extends ImagePlus implements PlugIn {

    @Override
    public void run(String path) {
        boolean fromMenu = path == null || path.isEmpty();
        if (!JavaVersion.suffices()) {
            if (fromMenu) {
                Failure.report(JavaVersion.complaint());
            } else {
                IJ.log("Dawson: warning: " + path + ": is left to another reader; " + JavaVersion.complaint());
            }
            return;
        }
        String chosen = fromMenu ? new OpenDialog("Open NIfTI or Analyze...", "").getPath() : path;
        if (chosen == null) {
            return;
        }
        try {
            become(JavaVersion.entries().openNifti(chosen));
        } catch (DawsonException e) {
            Failure.report(e.getMessage());
            return;
        }
        if (fromMenu) {
            show();
        }
    }

    private void become(ImagePlus image) {
        setStack(image.getTitle(), image.getStack());
        setDimensions(1, image.getNSlices(), image.getNFrames());
        setOpenAsHyperStack(image.getNFrames() > 1);
        setCalibration(image.getCalibration());
        setProperty("Info", image.getInfoProperty());
        setFileInfo(image.getOriginalFileInfo());
        setPosition(1, image.getNSlices() / 2 + 1, 1);
    }
}
