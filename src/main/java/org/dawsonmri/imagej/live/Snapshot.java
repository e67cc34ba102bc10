package org.dawsonmri.imagej.live;

import ij.gui.Plot;

import java.awt.image.BufferedImage;
import java.util.List;

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
