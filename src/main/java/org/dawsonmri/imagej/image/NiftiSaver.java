package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Saves an ImagePlus with all its frames and its geometry as NIfTI. */
public final class NiftiSaver {

    private NiftiSaver() {
    }

    /**
     * @param type {@code auto} (the smallest that holds every value exactly), {@code uint8}, {@code int16} or
     *        {@code float32}
     */
    public static void save(ImagePlus image, Path file, String type, Progress progress) {
        List<Volume> frames = Images.toVolumes(image, progress);
        NiftiWriter.write(frames, file, type(type, frames), progress);
    }

    private static NiftiType type(String name, List<Volume> frames) {
        if (name.equals("auto")) {
            return NiftiType.smallestFor(frames);
        }
        for (NiftiType type : NiftiType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                return type;
            }
        }
        throw new DawsonException("'type': is " + name + ", expected auto, uint8, int16 or float32");
    }
}
