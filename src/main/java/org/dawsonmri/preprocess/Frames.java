package org.dawsonmri.preprocess;

/**
 * Sizes of the frames that slices are laid into. One rule for training, validation and segmentation: a network learns
 * from its frame's border, too, and gives something else in a smaller one.
 */
public final class Frames {

    private Frames() {
    }

    /** The smallest multiple of {@code multiple} that is not below {@code n}. */
    public static int roundUp(int n, int multiple) {
        return (n + multiple - 1) / multiple * multiple;
    }

    /**
     * Side of a frame that cuts nothing off.
     *
     * @param slice side of the slice in pixels
     * @param trained side of the training's frames; the result is no smaller
     * @param multiple what the network's inputs must be a multiple of
     */
    public static int side(int slice, int trained, int multiple) {
        return Math.max(trained, roundUp(slice, multiple));
    }
}
