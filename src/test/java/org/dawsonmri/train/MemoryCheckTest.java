package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.runtime.MachineMemory;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

import java.util.ArrayList;
import java.util.List;

/** What is said of a training that does not fit. */
@Tag("slow")
class MemoryCheckTest {

    private static final MachineMemory LARGE = new MachineMemory(1L << 50, 1L << 50);

    private final List<String> warnings = new ArrayList<>();
    private final Progress progress = event -> {
        assertEquals(Event.Type.WARNING, event.type());
        warnings.add(event.text());
    };

    private final MemoryCheck check = MemoryCheck.of(config(), 1, 1, List.of(64, 32));
    private final long needed = check.estimator().estimate(8).training().peakBytes();

    @Test
    void whatFitsIsNotMentioned() {
        check.before(LARGE, progress);
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatIsNotFreeIsWarnedOfWithABatchThatIs() {
        long batchOfFour = check.estimator().estimate(4).training().peakBytes();
        check.before(new MachineMemory(1L << 50, batchOfFour), progress);
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).matches("training unet with batch_size 8 at 64 × 32 needs about [\\d,]+ MB of "
            + "memory, but only [\\d,]+ MB are free; close other programs, or --batch-size 4 would fit"),
            warnings.get(0));
    }

    @Test
    void whatCanNeverFitIsRefused() {
        MachineMemory small = new MachineMemory(needed - 1, needed - 1);
        String message = assertThrows(DawsonException.class, () -> check.before(small, progress)).getMessage();
        assertTrue(message.contains("--batch-size 7 would fit"), message);
        MachineMemory tiny = new MachineMemory(1 << 20, 1 << 20);
        message = assertThrows(DawsonException.class, () -> check.before(tiny, progress)).getMessage();
        assertTrue(message.contains("1 MB at most; not even --batch-size 1 would fit"), message);
    }

    @Test
    void exhaustionSuggestsASmallerBatchEvenIfMoreSeemsFree() {
        TFResourceExhaustedException e = assertThrows(TFResourceExhaustedException.class, MemoryCheckTest::exhaust);
        String message = check.explain(e, LARGE).getMessage();
        assertTrue(message.startsWith("out of memory: training unet with batch_size 8 at 64 × 32"), message);
        assertTrue(message.endsWith("--batch-size 7 would fit"), message);
    }

    /** Asks TensorFlow for more than any process can address. */
    private static void exhaust() {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TInt64> size = tf.placeholder(TInt64.class);
            Operand<TFloat32> mean = tf.math.mean(tf.fill(size, tf.constant(1f)), tf.constant(0));
            try (TInt64 values = TInt64.vectorOf(1L << 46)) {
                session.runner().feed(size, values).fetch(mean).run().close();
            }
        }
    }

    private static TrainingConfig config() {
        JsonObject options = new JsonObject();
        options.addProperty("base_filters", 4);
        options.addProperty("depth", 2);
        JsonObject changes = new JsonObject();
        changes.add("network_options", options);
        return CheckedSettings.of(changes, "a test");
    }
}
