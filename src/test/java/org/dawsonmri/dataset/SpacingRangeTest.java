package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class SpacingRangeTest {

    private static final SpacingRange RANGE =
        SpacingRange.of(List.of(List.of(1., 1., 3.), List.of(.9, 1., 2.), List.of(1.1, 1., 2.)));

    @Test
    void axesAreMeasuredOneByOne() {
        assertEquals(new SpacingRange(List.of(.9, 1., 2.), List.of(1., 1., 2.), List.of(1.1, 1., 3.)), RANGE);
        assertEquals(List.of(1., 1., 2.),
            SpacingRange.of(List.of(List.of(4., 4., 8.), List.of(1., 1., 2.))).median(), "of two the smaller");
    }

    @Test
    void upToOneAndAHalfTimesIsNothing() {
        assertEquals(Optional.empty(), RANGE.farFromAll(List.of(.6, 1.5, 4.5)));
        assertEquals(Optional.of("voxels of 0.59×1.5×4.5 mm, where the training scans have 0.9×1×2 to 1.1×1×3"),
            RANGE.farFromAll(List.of(.59, 1.5, 4.5)));
        assertEquals(Optional.empty(), RANGE.farFromMedian(List.of(1.5, 1., 3.)));
        assertEquals(Optional.of("voxels of 4×4×8 mm, where the median is 1×1×2"),
            RANGE.farFromMedian(List.of(4., 4., 8.)));
    }
}
