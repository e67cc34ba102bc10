package org.dawsonmri.imagej.image;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;

import javax.swing.BorderFactory;
import javax.swing.JCheckBox;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.SwingUtilities;

/**
 * A small window beside a scan with a switch and an opacity for each layer that lies on it. Lives as long as the scan
 * is open; opened again, it takes the place of the earlier one.
 */
public final class OverlayControls {

    private static final int PERCENT = 100;

    private final ImagePlus image;
    private final JFrame frame;

    private OverlayControls(ImagePlus image, String title) {
        this.image = image;
        this.frame = new JFrame(title);
    }

    /**
     * Opens it if somebody sits in front of ImageJ and no macro runs; else does nothing. May be called on any thread.
     */
    public static void open(ImagePlus image) {
        if (IJ.getInstance() == null || GraphicsEnvironment.isHeadless() || Interpreter.getInstance() != null) {
            return;
        }
        SwingUtilities.invokeLater(() -> {
            String title = "Overlay of " + image.getTitle();
            Window before = WindowManager.getWindow(title);
            if (before != null) {
                WindowManager.removeWindow(before);
                before.dispose();
            }
            new OverlayControls(image, title).show();
        });
    }

    // -- Helper methods --

    private void show() {
        JPanel rows = new JPanel(new GridBagLayout());
        rows.setBorder(BorderFactory.createEmptyBorder(8, 8, 8, 8));
        int row = 0;
        for (String layer : OverlayLayers.names(image)) {
            add(rows, layer, row++);
        }
        frame.setContentPane(rows);
        frame.pack();
        if (image.getWindow() != null) {
            frame.setLocation(image.getWindow().getX(), image.getWindow().getY() + image.getWindow().getHeight());
        }
        ImageListener closing = new Closing();
        ImagePlus.addImageListener(closing);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent e) {
                ImagePlus.removeImageListener(closing);
                WindowManager.removeWindow(frame);
            }
        });
        WindowManager.addWindow(frame);
        frame.setVisible(true);
    }

    private void add(JPanel rows, String layer, int row) {
        JCheckBox visible = new JCheckBox(layer, OverlayLayers.opacity(image, layer) > 0);
        JSlider opacity = new JSlider(0, PERCENT, (int) Math.round(PERCENT * OverlayLayers.opacity(image, layer)));
        visible.setToolTipText("Shows or hides this layer");
        opacity.setToolTipText("Opacity, from invisible to opaque");
        Runnable apply = () -> OverlayLayers.setOpacity(image, layer,
            visible.isSelected() ? opacity.getValue() / (double) PERCENT : 0);
        visible.addActionListener(e -> apply.run());
        opacity.addChangeListener(e -> apply.run());
        place(rows, visible, 0, row);
        place(rows, opacity, 1, row);
    }

    private static void place(JPanel rows, Component component, int column, int row) {
        GridBagConstraints place = new GridBagConstraints();
        place.gridx = column;
        place.gridy = row;
        place.anchor = GridBagConstraints.WEST;
        rows.add(component, place);
    }

    /** Goes with the image. */
    private final class Closing implements ImageListener {

        @Override
        public void imageClosed(ImagePlus closed) {
            if (closed == image) {
                SwingUtilities.invokeLater(frame::dispose);
            }
        }

        @Override
        public void imageOpened(ImagePlus opened) {
            // another image
        }

        @Override
        public void imageUpdated(ImagePlus updated) {
            // changes no layer
        }
    }
}
