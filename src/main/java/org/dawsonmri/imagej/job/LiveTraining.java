package org.dawsonmri.imagej.job;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Event;
import org.dawsonmri.ForwardingProgress;
import org.dawsonmri.Progress;

import ij.IJ;
import ij.gui.Plot;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows a training in a window while it runs: curves, benchmark slices, speed, time left, load, and the buttons
 * <em>Stop and keep</em> and <em>Cancel</em>. Where nobody looks on (no display, or a macro's batch mode) there is no
 * window, and everything else is the same.
 *
 * <pre>{@code
 * LiveTraining.run("Training", Path.of("model"), progress, watched -> engine.run(arguments, watched));
 * }</pre>
 */
public final class LiveTraining extends ForwardingProgress {

    private static final long UPDATE_NANOS = 200_000_000L;
    private static final int PLOT_WIDTH = 330;
    private static final int PLOT_HEIGHT = 150;

    private final Path model;
    private final TrainingStatus status = new TrainingStatus();
    private final TrainingCurves curves = new TrainingCurves();
    private final View view;
    private volatile boolean stopRequested;
    private volatile boolean cancelled;
    private Snapshot.Curves plots;
    private List<BufferedImage> slices = List.of();
    private long lastUpdate = System.nanoTime() - UPDATE_NANOS;

    LiveTraining(Path model, Progress progress, Function<LiveTraining, View> open) {
        super(progress);
        this.model = model;
        this.view = open.apply(this);
    }

    /**
     * Runs a training and shows it. Blocks until it has ended; must not be called on ImageJ's event thread.
     *
     * @param title of the window
     * @param model where the training leaves its model
     * @param progress hears everything, too, and may end the training as well
     * @param training does the work and reports to the progress it is given
     */
    public static void run(String title, Path model, Progress progress, Consumer<Progress> training) {
        boolean watched = IJ.getInstance() != null && !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
        if (!watched) {
            training.accept(progress);
            return;
        }
        // A macro that trains one network after the other would leave a screen full of windows.
        boolean stays = Interpreter.getInstance() == null;
        new LiveTraining(model, progress, live -> new TrainingWindow(title, live)).run(training, stays);
    }

    void run(Consumer<Progress> training, boolean stays) {
        boolean left = false;
        String how = "";
        try {
            begin();
            training.accept(this);
            left = stays;
            how = (isStopRequested() ? "Stopped; the model is in " : "Done; the model is in ") + model;
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            left = stays && hasEpochs();
            how = "Failed: " + e.getMessage();
            throw e;
        } finally {
            if (left) {
                view.ended(how);
            } else {
                view.close();
            }
        }
    }

    /** Ends the training and keeps the best network so far. */
    void stop() {
        stopRequested = true;
    }

    /** Ends the training and drops what it has made. */
    void cancel() {
        cancelled = true;
    }

    // -- Progress methods --

    @Override
    public void event(Event event) {
        if (event.type() != Event.Type.EPOCH) {
            super.event(event); // a line for each epoch would lay ImageJ's log over the window
        }
        update(event);
    }

    @Override
    public boolean isCancelled() {
        return cancelled || super.isCancelled();
    }

    @Override
    public boolean isStopRequested() {
        return stopRequested || super.isStopRequested();
    }

    // -- Helper methods --

    private synchronized void begin() {
        curves.readHistory(model.resolve("history.csv"));
        if (curves.count() > 0) {
            redraw();
        }
        view.show(snapshot());
    }

    private synchronized void update(Event event) {
        status.event(event);
        boolean epoch = event.type() == Event.Type.EPOCH;
        if (epoch) {
            curves.add(event.values());
            redraw();
        }
        long now = System.nanoTime();
        if (epoch || now - lastUpdate >= UPDATE_NANOS) {
            lastUpdate = now;
            view.show(snapshot());
        }
    }

    private synchronized boolean hasEpochs() {
        return curves.count() > 0;
    }

    private void redraw() {
        plots = Snapshot.Curves.of(curves, PLOT_WIDTH, PLOT_HEIGHT);
        slices = BenchmarkPictures.read(model);
    }

    private Snapshot snapshot() {
        List<String[]> lines = new ArrayList<>(status.lines());
        int best = curves.bestEpoch();
        if (best > 0) {
            lines.add(new String[] {
                curves.bestBy().equals("val_dice") ? "Best validation Dice" : "Best validation loss",
                String.format(Locale.ROOT, "%.4f in epoch %d", curves.value(best, curves.bestBy()), best)});
        }
        return new Snapshot(status.doing(), lines, status.fraction(), plots, slices);
    }

    /** Where a training is shown. Its methods may be called from any thread and return at once. */
    interface View {

        void show(Snapshot snapshot);

        /** The training is over and has left something. @param how in one line */
        void ended(String how);

        /** The training is over and there is nothing left to look at. */
        void close();
    }

    /**
     * What a training's window shows at one moment; made on the thread that hears the worker, painted on ImageJ's own.
     *
     * @param doing what is done now
     * @param lines what, and how much
     * @param fraction how much of the training is done, 0 to 1
     * @param curves plots of loss and Dice and their pictures; null before the first epoch
     * @param slices benchmark slices with the newest prediction
     */
    record Snapshot(String doing, List<String[]> lines, double fraction, Curves curves, List<BufferedImage> slices) {

        /** The same epochs as plots, which users can open, and as pictures. */
        record Curves(Plot loss, Plot dice, BufferedImage lossPicture, BufferedImage dicePicture) {

            static Curves of(TrainingCurves epochs, int width, int height) {
                Plot loss = epochs.loss(width, height);
                Plot dice = epochs.dice(width, height);
                return new Curves(loss, dice, loss.getProcessor().getBufferedImage(),
                    dice.getProcessor().getBufferedImage());
            }
        }
    }
}
