package org.dawsonmri.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.runtime.Processor;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nobody waits for emulated bfloat16 who has not asked for it, and who has is told. */
class PrecisionTest {

    private static final Processor OLD = new Processor("", Set.of("avx2"), Optional.of(false));

    private final List<String> warnings = new ArrayList<>();
    private final Progress progress = event -> warnings.add(event.type() + ": " + event.text());

    @Test
    void autoIsFloat32WhereThereAreNoSuchInstructions() {
        assertEquals(Precision.FLOAT32, Precision.AUTO.on(OLD, progress));
        assertEquals(Precision.FLOAT32, Precision.FLOAT32.on(OLD, progress));
        assertEquals(List.of(), warnings);
    }

    @Test
    void autoIsTriedWhereThereAreOrNobodyKnows() {
        for (Optional<Boolean> bfloat16 : List.of(Optional.of(true), Optional.<Boolean>empty())) {
            Processor processor = new Processor("", Set.of("avx512f"), bfloat16);
            assertEquals(Precision.AUTO, Precision.AUTO.on(processor, progress));
            assertEquals(Precision.BFLOAT16, Precision.BFLOAT16.on(processor, progress));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void whoAsksForEmulationIsWarned() {
        assertEquals(Precision.BFLOAT16, Precision.BFLOAT16.on(OLD, progress));
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("warning: this processor (AVX2) has no bfloat16 instructions"),
            warnings::toString);
    }
}
