package org.dawsonmri.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.text.TextPanel;
import ij.text.TextWindow;

import java.awt.Frame;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;

/** Makes the rows of a table in a window take an image to the slice that they are about. */
public final class TableRows {

    private TableRows() {
    }

    /** Closes the window of an earlier table, and with it what its rows did. */
    public static void forget(String title) {
        if (WindowManager.getFrame(title) instanceof TextWindow window) {
            window.close(false);
        }
    }

    /**
     * Clicking a row shows its slice. Nothing happens where the table has no window.
     *
     * @param title the table's
     * @param image may be closed in the meantime
     * @param slices for each row, from 1
     */
    public static void showSlices(String title, ImagePlus image, List<Integer> slices) {
        Frame frame = WindowManager.getFrame(title);
        if (!(frame instanceof TextWindow window)) {
            return;
        }
        TextPanel panel = window.getTextPanel();
        panel.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseReleased(MouseEvent e) {
                show(image, slices, panel.getSelectionStart());
            }
        });
    }

    /** Shows the slice of a row; a row of -1 is none. */
    static void show(ImagePlus image, List<Integer> slices, int row) {
        if (row >= 0 && row < slices.size() && slices.get(row) <= image.getNSlices()) {
            image.setSlice(slices.get(row));
        }
    }
}
