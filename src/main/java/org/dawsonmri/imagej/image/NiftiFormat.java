package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import org.scijava.Priority;
import org.scijava.io.AbstractIOPlugin;
import org.scijava.io.IOPlugin;
import org.scijava.io.location.FileLocation;
import org.scijava.io.location.Location;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * NIfTI for SciJava's {@code IOService}: File &gt; Open in ImageJ2 and Fiji, scripts, drag and drop. It goes before
 * Bio-Formats, which applies neither the slope and intercept nor the orientation of such files.
 */
@Plugin(type = IOPlugin.class, priority = Priority.VERY_HIGH)
public final class NiftiFormat extends AbstractIOPlugin<ImagePlus> {

    @Parameter(required = false)
    private LogService log;

    // -- IOPlugin methods --

    @Override
    public Class<ImagePlus> getDataType() {
        return ImagePlus.class;
    }

    @Override
    public boolean supportsOpen(Location source) {
        return isNifti(source);
    }

    @Override
    public boolean supportsSave(Location destination) {
        return isNifti(destination);
    }

    @Override
    public boolean supportsSave(Object data, Location destination) {
        return data instanceof ImagePlus && isNifti(destination);
    }

    @Override
    public ImagePlus open(Location source) throws IOException {
        try {
            return Scans.openNifti(path(source), this::tell);
        } catch (DawsonException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void save(ImagePlus image, Location destination) throws IOException {
        try {
            List<Volume> frames = Images.toVolumes(image, this::tell);
            NiftiWriter.write(frames, path(destination), NiftiType.smallestFor(frames), this::tell);
        } catch (DawsonException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    // -- Helper methods --

    private static boolean isNifti(Location location) {
        String name = location.getName() == null ? "" : location.getName().toLowerCase(Locale.ROOT);
        return location instanceof FileLocation && (name.endsWith(".nii") || name.endsWith(".nii.gz"));
    }

    private static Path path(Location location) {
        return ((FileLocation) location).getFile().toPath();
    }

    private void tell(Event event) {
        if (log != null && event.type() == Event.Type.WARNING) {
            log.warn(event.text());
        }
    }
}
