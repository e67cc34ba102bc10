package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.preprocess.ScanTraits.ScanBackground;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Which background is not that of the training scans. */
class BackgroundRangeTest {

    /** A ball of tissue of a radius in mm, in a cube of 60 mm of an even background or, if that is NaN, of noise. */
    private static Volume scan(double radius, double background) {
        Volume scan = Volume.zeros(Geometry.ofSpacing(30, 30, 30, 2, 2, 2), "scan");
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 27000; i++) {
            double r = Math.hypot(Math.hypot(2 * (i % 30) - 29, 2 * (i / 30 % 30) - 29), 2 * (i / 900) - 29);
            double around = Double.isNaN(background) ? random.nextDouble(5) : background;
            scan.voxels()[i] = (float) (r < radius ? 200 + random.nextDouble(50) : around);
        }
        return scan;
    }

    private static Optional<String> difference(Volume scan, Volume... training) {
        return BackgroundRange.of(List.of(training).stream().map(ScanBackground::of).toList())
            .difference(ScanBackground.of(scan));
    }

    private static void assertSays(String expected, Volume scan, Volume... training) {
        String found = difference(scan, training).orElse("nothing");
        assertTrue(found.contains(expected), found);
    }

    @Test
    void aScanIsMeasured() {
        ScanBackground masked = ScanBackground.of(scan(20, 0));
        assertEquals(0, masked.value());
        assertEquals(4 / 3. * Math.PI * 8, masked.tissueMl(), 1);
        assertEquals(1 - masked.tissueMl() / 216, masked.share(), 1e-9);
        assertTrue(masked.isEven());
        assertFalse(ScanBackground.of(scan(20, Double.NaN)).isEven());
        Volume nan = scan(20, 0);
        for (int i = 0; i < 27000; i++) {
            nan.voxels()[i] = nan.voxels()[i] == 0 ? Float.NaN : nan.voxels()[i];
        }
        assertEquals(masked, ScanBackground.of(nan));
    }

    @Test
    void otherBackgroundsAreNoticed() {
        Volume[] masked = {scan(20, 0), scan(21, 0)};
        assertSays("has no even background", scan(20, Double.NaN), masked);
        assertSays("has the background -1024, where the training scans have 0", scan(20, -1024), masked);
        assertSays("has the background 40", scan(20, 40), masked);
        assertSays("was the skull left in?", scan(26, 0), masked);
        assertSays("is exactly 0 in 84 %", scan(20, 0), scan(20, Double.NaN));
        assertSays("was more taken away", scan(20, 0), scan(26, 0), scan(27, 0));
    }

    @Test
    void likeScansAreNot() {
        Volume[] masked = {scan(20, 0), scan(21, 0)};
        assertEquals(Optional.empty(), difference(scan(22, 0), masked));
        // Cut to the head, the same head has another share of background.
        assertEquals(Optional.empty(),
            difference(Crop.centre(masked[0].geometry(), 21, 21, 21).apply(masked[0]), masked));
        assertEquals(Optional.empty(), difference(scan(20, Double.NaN), scan(22, Double.NaN)));
        assertEquals(Optional.empty(), difference(scan(25, 0), scan(20, 0), scan(20, Double.NaN)));
    }
}
