import ij.IJ;
import ij.ImagePlus;
import ij.plugin.PlugIn;

/**
 * Plays the part of the plugin of this name that every ImageJ and Fiji has and the library jar has not: File &gt; Open
 * asks it about files of an unknown kind, it asks {@code Nifti_Reader}, and it hands on the stack, calibration, info
 * text and dimensions of the answer and nothing else.
 */
public class HandleExtraFileTypes extends ImagePlus implements PlugIn {

    @Override
    public void run(String path) {
        String name = path.toLowerCase();
        if (!name.endsWith(".nii") && !name.endsWith(".nii.gz") && !name.endsWith(".hdr") && !name.endsWith(".img")) {
            return;
        }
        ImagePlus image = (ImagePlus) IJ.runPlugIn("Nifti_Reader", path);
        if (image.getWidth() == 0) {
            return;
        }
        setStack(image.getTitle(), image.getStack());
        setCalibration(image.getCalibration());
        setProperty("Info", image.getProperty("Info"));
        setFileInfo(image.getOriginalFileInfo());
        setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
    }
}
