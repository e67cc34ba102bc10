package org.dawsonmri.segment;

import org.dawsonmri.Progress;
import org.dawsonmri.config.Precision;
import org.dawsonmri.graph.SessionConfig;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelRunner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The networks of a model, of most models one, ready to run in one precision. Where that is {@code auto}, both are
 * tried with the first scan that is large enough to pay for it. Owns native memory: close it.
 */
final class LoadedNetworks implements AutoCloseable {

    /** bfloat16 must gain at least this much to be worth its rounding. */
    private static final double WORTH = 0.9;

    private final List<ModelFolder> folders;
    private final int threads;
    private List<ModelRunner> runners;
    private boolean decided;

    LoadedNetworks(List<ModelFolder> folders, SegmentOptions options) {
        this.folders = folders;
        this.threads = options.threads();
        this.decided = options.precision() != Precision.AUTO;
        this.runners = open(decided ? options.precision() : Precision.FLOAT32);
    }

    /** @param number from 0 */
    ModelRunner get(int number) {
        return runners.get(number);
    }

    ModelFolder folder(int number) {
        return folders.get(number);
    }

    /**
     * Chooses the precision, if that is yet to be done.
     *
     * @param isWorthATrial whether there is so much work that trying a second precision pays
     * @param what is run with the first network, for the message
     * @param trial runs it
     */
    void decide(boolean isWorthATrial, String what, Consumer<ModelRunner> trial, Progress progress) {
        if (decided || !isWorthATrial) {
            return;
        }
        decided = true;
        List<ModelRunner> reduced = open(Precision.BFLOAT16);
        boolean gain = false;
        try {
            double exactSeconds = seconds(trial, get(0));
            double reducedSeconds = seconds(trial, reduced.get(0));
            gain = reducedSeconds < WORTH * exactSeconds;
            progress.message(String.format(Locale.ROOT, "precision: %s (%s takes %.3f s in float32, %.3f s in "
                + "bfloat16)", gain ? "bfloat16" : "float32", what, exactSeconds, reducedSeconds));
        } finally {
            (gain ? runners : reduced).forEach(ModelRunner::close);
            runners = gain ? reduced : runners;
        }
    }

    @Override
    public void close() {
        runners.forEach(ModelRunner::close);
    }

    // -- Helper methods --

    private List<ModelRunner> open(Precision precision) {
        List<ModelRunner> opened = new ArrayList<>();
        try {
            for (ModelFolder folder : folders) {
                opened.add(ModelRunner.open(folder, SessionConfig.of(precision, threads)));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.forEach(ModelRunner::close);
            throw e;
        }
    }

    /** Of the second of two runs. */
    private static double seconds(Consumer<ModelRunner> trial, ModelRunner runner) {
        trial.accept(runner);
        long start = System.nanoTime();
        trial.accept(runner);
        return (System.nanoTime() - start) / 1e9;
    }
}
