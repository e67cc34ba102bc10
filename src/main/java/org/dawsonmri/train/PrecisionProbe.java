package org.dawsonmri.train;

import org.dawsonmri.Progress;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.runtime.Processor;
import org.dawsonmri.train.data.Batch;

import java.util.Locale;

/** Decides the precision 'auto' by trying: the processor, the network and the batch all have a say in it. */
public final class PrecisionProbe {

    private static final int STEPS = 3;
    /** bfloat16 must gain at least this much to be worth its rounding. */
    private static final double WORTH = 0.95;

    private PrecisionProbe() {
    }

    public static Precision decide(TrainingConfig config, TrainingGraph graph, Batch batch, Progress progress) {
        Precision asked = config.precision().on(Processor.current(), progress);
        if (asked != Precision.AUTO) {
            return asked;
        }
        double exact = secondsPerStep(Precision.FLOAT32, config, graph, batch, progress);
        double reduced = secondsPerStep(Precision.BFLOAT16, config, graph, batch, progress);
        Precision choice = reduced < WORTH * exact ? Precision.BFLOAT16 : Precision.FLOAT32;
        progress.message(String.format(Locale.ROOT,
            "precision: %s (a step takes %.3f s in float32, %.3f s in bfloat16)", choice.label(), exact, reduced));
        return choice;
    }

    /** The fastest of some steps, after one that is not counted. */
    private static double secondsPerStep(Precision precision, TrainingConfig config, TrainingGraph graph, Batch batch,
        Progress progress) {
        try (TrainingSession session = new TrainingSession(graph, precision, config.threads(), config.seed())) {
            session.initialize();
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= STEPS; i++) {
                progress.checkCancelled();
                long start = System.nanoTime();
                session.train(batch, config.learningRate(), i + 1L);
                if (i > 0) {
                    best = Math.min(best, (System.nanoTime() - start) / 1e9);
                }
            }
            return best;
        }
    }
}
