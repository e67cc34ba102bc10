package org.dawsonmri.segment;

import org.dawsonmri.model.ModelRunner;
import org.dawsonmri.volume.Volume;

import java.util.List;
import java.util.function.IntConsumer;

/** A way to run a network over a whole prepared scan, piece by piece, in batches that fit into memory. */
interface Inference {

    /** What a piece is, in the plural. */
    String unit();

    /** Number of pieces of the whole scan. */
    int pieces();

    /** Number of batches of the whole scan. */
    int batches();

    /** Runs the network on the first batch once, to see how long that takes. */
    void runFirst(ModelRunner runner);

    /**
     * Adds what the network says of the whole scan to maps.
     *
     * @param maps sums of probabilities, one for each class (background not included), in the working grid
     * @param mirror how the network sees the scan; the maps get it turned back
     * @param done hears of each batch how many pieces it had
     */
    void addTo(List<Volume> maps, ModelRunner runner, Mirror mirror, IntConsumer done);
}
