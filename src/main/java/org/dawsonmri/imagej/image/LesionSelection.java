package org.dawsonmri.imagej.image;

import org.dawsonmri.evaluate.Lesion;
import org.dawsonmri.evaluate.LesionTable;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.text.TextPanel;

import java.awt.Canvas;
import java.awt.Component;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseListener;
import java.util.List;

/**
 * Shows in the images which lesion a row of the table is: a click on the row goes to the slice in which the lesion is
 * largest and outlines it there.
 */
public final class LesionSelection extends MouseAdapter {

    private final TextPanel panel;
    private final LesionTable table;
    private final List<ImagePlus> images;

    private LesionSelection(TextPanel panel, LesionTable table, List<ImagePlus> images) {
        this.panel = panel;
        this.table = table;
        this.images = images;
    }

    /** Listens to a table's window from now on, and no earlier selection does any more. */
    public static void attach(TextPanel panel, LesionTable table, List<ImagePlus> images) {
        for (Component component : panel.getComponents()) {
            if (component instanceof Canvas rows) {
                for (MouseListener listener : rows.getMouseListeners()) {
                    if (listener instanceof LesionSelection) {
                        rows.removeMouseListener(listener);
                    }
                }
                rows.addMouseListener(new LesionSelection(panel, table, images));
            }
        }
    }

    /** Goes to a lesion in an image and outlines it. */
    public static void select(LesionTable table, Lesion lesion, ImagePlus image) {
        int z = lesion.mainSlice();
        if (image.isHyperStack()) {
            image.setPosition(image.getChannel(), z + 1, image.getFrame());
        } else {
            image.setSlice(z + 1);
        }
        image.setRoi(outline(table.area(lesion.number(), z), image.getWidth()));
    }

    @Override
    public void mouseReleased(MouseEvent event) {
        int row = panel.getSelectionStart();
        if (row < 0 || row >= panel.getLineCount()) {
            return;
        }
        // NB: the lesion's number, not the row's, since users sort tables.
        int number = (int) Double.parseDouble(panel.getLine(row).split("\t")[0]);
        Lesion lesion = table.lesions().get(number - 1);
        for (ImagePlus image : images) {
            if (image.isVisible()) {
                select(table, lesion, image);
            }
        }
    }

    private static Roi outline(boolean[] area, int width) {
        ByteProcessor mask = new ByteProcessor(width, area.length / width);
        for (int i = 0; i < area.length; i++) {
            mask.set(i, area[i] ? 255 : 0);
        }
        mask.setThreshold(255, 255);
        return new ThresholdToSelection().convert(mask);
    }
}
