package org.dawsonmri.imagej.job;

import org.dawsonmri.imagej.job.LiveTraining.Snapshot;

import ij.WindowManager;
import ij.gui.GUI;
import ij.gui.Plot;
import ij.gui.PlotWindow;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridLayout;
import java.awt.Image;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.util.List;

import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.ImageIcon;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.SwingUtilities;

/**
 * The window of a training. Closing it while the training runs asks whether to stop and keep, to cancel, or to go on;
 * afterwards it just closes. All of it lives on the event thread, which only paints: what it paints is made elsewhere.
 */
final class TrainingWindow implements LiveTraining.View {

    /** Of all slices together, in pixels: as high as the curves. */
    private static final int SLICES_HEIGHT = 400;
    private static final int MAX_SLICES = 6;
    private static final String LEGEND = "<html><font color='#0090b0'>blue: reference</font>, "
        + "<font color='#e06000'>orange: prediction</font></html>";
    private static final int GAP = 6;
    private static final int BAR = 1000;

    private final LiveTraining training;
    private final String title;
    private JFrame frame;
    private final JPanel names = new JPanel(new GridLayout(0, 1, 0, 2));
    private final JPanel values = new JPanel(new GridLayout(0, 1, 0, 2));
    private final JProgressBar bar = new JProgressBar(0, BAR);
    private final JLabel loss = new JLabel();
    private final JLabel dice = new JLabel();
    private final JPanel slices = new JPanel();
    private final JLabel legend = new JLabel(" ");
    private final JLabel doing = new JLabel(" ");
    private final JButton stop = new JButton("Stop and keep");
    private final JButton cancel = new JButton("Cancel");
    private final JButton plots = new JButton("Open plots");
    private boolean running = true;
    private Snapshot shown;
    private PlotWindow lossWindow;
    private PlotWindow diceWindow;

    TrainingWindow(String title, LiveTraining training) {
        this.title = title;
        this.training = training;
        SwingUtilities.invokeLater(this::open);
    }

    // -- LiveTraining.View methods --

    @Override
    public void show(Snapshot snapshot) {
        SwingUtilities.invokeLater(() -> paint(snapshot));
    }

    @Override
    public void ended(String how) {
        SwingUtilities.invokeLater(() -> {
            running = false;
            doing.setText(how);
            stop.setVisible(false);
            cancel.setText("Close");
            cancel.setToolTipText(null);
            cancel.setEnabled(true);
        });
    }

    @Override
    public void close() {
        SwingUtilities.invokeLater(this::dispose);
    }

    // -- What users do --

    private void stopAndKeep() {
        training.stop();
        ending("Stopping; the best network so far is kept ...");
    }

    private void cancelOrClose() {
        if (running) {
            training.cancel();
            ending("Cancelling ...");
        } else {
            dispose();
        }
    }

    private void askAndClose() {
        if (!running) {
            dispose();
            return;
        }
        Object[] choices = {"Stop and keep", "Cancel training", "Go on"};
        int choice = JOptionPane.showOptionDialog(frame, "The training is not finished. Stop now and keep the best "
            + "network so far,\ncancel and drop everything (a resumed training stays as of its last epoch), or go on?",
            title, JOptionPane.DEFAULT_OPTION, JOptionPane.QUESTION_MESSAGE, null, choices, choices[2]);
        if (choice == 0) {
            stopAndKeep();
        } else if (choice == 1) {
            cancelOrClose(); // which only closes if the training ended while the question stood there
        }
    }

    private void openPlots() {
        if (shown != null && shown.curves() != null) {
            lossWindow = open(lossWindow, shown.curves().loss());
            diceWindow = open(diceWindow, shown.curves().dice());
        }
    }

    // -- Painting --

    private void paint(Snapshot snapshot) {
        boolean more = shown == null || shown.curves() == null || snapshot.slices().size() != shown.slices().size()
            || snapshot.lines().size() != shown.lines().size();
        boolean newEpoch = snapshot.curves() != null && (shown == null || shown.curves() != snapshot.curves());
        shown = snapshot;
        doing.setText(stop.isEnabled() && running ? snapshot.doing() : doing.getText());
        bar.setValue((int) Math.round(BAR * snapshot.fraction()));
        paintLines(snapshot.lines());
        if (newEpoch) {
            loss.setIcon(new ImageIcon(snapshot.curves().lossPicture()));
            dice.setIcon(new ImageIcon(snapshot.curves().dicePicture()));
            plots.setEnabled(true);
            paintSlices(snapshot.slices());
            redraw(lossWindow, snapshot.curves().loss());
            redraw(diceWindow, snapshot.curves().dice());
        }
        if (more) {
            frame.pack();
        }
    }

    private void paintLines(List<String[]> texts) {
        names.removeAll();
        values.removeAll();
        for (String[] line : texts) {
            JLabel what = new JLabel(line[0]);
            what.setFont(what.getFont().deriveFont(Font.PLAIN));
            names.add(what);
            values.add(new JLabel(line[1]));
        }
        names.revalidate();
        values.revalidate();
    }

    private void paintSlices(List<BufferedImage> pictures) {
        slices.removeAll();
        int count = Math.min(MAX_SLICES, pictures.size());
        int columns = count <= 2 ? 1 : 2;
        int side = SLICES_HEIGHT / Math.max(1, (count + columns - 1) / columns);
        slices.setLayout(new GridLayout(0, columns, GAP, GAP));
        for (BufferedImage picture : pictures.subList(0, count)) {
            double scale = (double) side / Math.max(picture.getWidth(), picture.getHeight());
            slices.add(new JLabel(new ImageIcon(picture.getScaledInstance(
                Math.max(1, (int) (scale * picture.getWidth())), Math.max(1, (int) (scale * picture.getHeight())),
                Image.SCALE_SMOOTH))));
        }
        legend.setText(count > 0 ? LEGEND : " ");
        slices.revalidate();
    }

    private static PlotWindow open(PlotWindow window, Plot plot) {
        if (window != null && window.isVisible()) {
            window.toFront();
            return window;
        }
        return plot.show();
    }

    private static void redraw(PlotWindow window, Plot plot) {
        if (window != null && window.isVisible()) {
            window.drawPlot(plot);
        }
    }

    // -- Helper methods --

    private void open() {
        frame = new JFrame(title);
        frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent e) {
                askAndClose();
            }
        });
        JPanel content = new JPanel(new BorderLayout(8, 8));
        content.setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
        content.add(top(), BorderLayout.NORTH);
        content.add(middle(), BorderLayout.CENTER);
        content.add(bottom(), BorderLayout.SOUTH);
        frame.setContentPane(content);
        frame.setMinimumSize(new Dimension(520, 160));
        frame.pack();
        GUI.centerOnImageJScreen(frame);
        WindowManager.addWindow(frame);
        frame.setVisible(true);
    }

    private JPanel top() {
        JPanel top = new JPanel(new BorderLayout(2 * GAP, 8));
        top.add(names, BorderLayout.WEST);
        top.add(values, BorderLayout.CENTER);
        top.add(bar, BorderLayout.SOUTH);
        return top;
    }

    private JPanel middle() {
        JPanel curves = new JPanel();
        curves.setLayout(new BoxLayout(curves, BoxLayout.Y_AXIS));
        curves.add(loss);
        curves.add(Box.createVerticalStrut(GAP));
        curves.add(dice);
        JPanel pictures = new JPanel(new BorderLayout(0, GAP));
        pictures.add(slices, BorderLayout.CENTER);
        pictures.add(legend, BorderLayout.SOUTH);
        JPanel middle = new JPanel(new FlowLayout(FlowLayout.LEFT, GAP, 0));
        middle.add(curves);
        middle.add(pictures);
        return middle;
    }

    private JPanel bottom() {
        stop.setToolTipText("Ends training now; the best network so far becomes the model");
        cancel.setToolTipText("Ends training now; a new model is deleted, a resumed one stays as of its last epoch");
        plots.setToolTipText("Shows the curves as ImageJ plots, with their data, which follow the training");
        plots.setEnabled(false);
        stop.addActionListener(e -> stopAndKeep());
        cancel.addActionListener(e -> cancelOrClose());
        plots.addActionListener(e -> openPlots());
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, GAP, 0));
        buttons.add(plots);
        buttons.add(stop);
        buttons.add(cancel);
        JPanel bottom = new JPanel(new BorderLayout(8, 8));
        bottom.add(doing, BorderLayout.NORTH);
        bottom.add(buttons, BorderLayout.SOUTH);
        return bottom;
    }

    private void ending(String text) {
        stop.setEnabled(false);
        cancel.setEnabled(text.startsWith("Stopping")); // who wanted to stop may still want to cancel
        doing.setText(text);
    }

    private void dispose() {
        running = false;
        WindowManager.removeWindow(frame);
        frame.dispose();
    }
}
