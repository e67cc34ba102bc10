package org.dawsonmri.imagej.image;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The pictures that lie over an image as see-through layers: those of one name are one layer. */
public final class OverlayLayers {

    private OverlayLayers() {
    }

    /** Names, lowest first. */
    public static List<String> names(ImagePlus image) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        pictures(image).forEach(picture -> names.add(picture.getName()));
        return new ArrayList<>(names);
    }

    /** From 0, invisible, to 1; 0 if there is no such layer. */
    public static double opacity(ImagePlus image, String name) {
        return pictures(image).stream().filter(picture -> picture.getName().equals(name))
            .mapToDouble(ImageRoi::getOpacity).findFirst().orElse(0);
    }

    /** Changes a layer at once. */
    public static void setOpacity(ImagePlus image, String name, double opacity) {
        pictures(image).stream().filter(picture -> picture.getName().equals(name))
            .forEach(picture -> picture.setOpacity(opacity));
        image.draw();
    }

    private static List<ImageRoi> pictures(ImagePlus image) {
        List<ImageRoi> pictures = new ArrayList<>();
        Overlay overlay = image.getOverlay();
        for (Roi roi : overlay == null ? new Roi[0] : overlay.toArray()) {
            if (roi instanceof ImageRoi picture && picture.getName() != null) {
                pictures.add(picture);
            }
        }
        return pictures;
    }
}
