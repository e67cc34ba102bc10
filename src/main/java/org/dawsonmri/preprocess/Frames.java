package org.dawsonmri.preprocess;

/**
 * Sizes of the frames that slices are laid into, and windows over volumes. One rule for training, validation and
 * segmentation: a network learns from its frame's border, too, and gives something else in a smaller one.
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

    /**
     * Where windows begin that cover a line of voxels, one line of the grid of patches of a volume. If the line is
     * shorter than the window, one begins before it, so that the line lies in its middle.
     *
     * @param n voxels of the line
     * @param window voxels of a window
     * @param step how far two windows' beginnings are apart at the most
     * @return evenly spaced; the first begins at 0 and the last ends at n if n is not below the window
     */
    public static int[] starts(int n, int window, int step) {
        if (n <= window) {
            return new int[] {-((window - n) / 2)};
        }
        int[] starts = new int[(n - window + step - 1) / step + 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = (int) Math.round((double) i * (n - window) / (starts.length - 1));
        }
        return starts;
    }
}
