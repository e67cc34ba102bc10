package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;

class DatasetStatisticsTest {

    /** a: slices (1, 3) and (5, 7); b: one slice (10, 12). */
    private static final Volume A = volume(2, 1, 2, 1, 3, 5, 7);
    private static final Volume B = volume(2, 1, 1, 10, 12);

    @Test
    void scansWeighTheSameInTheMeanAndSlicesInTheDeviation() {
        DatasetStatistics s = of(2, A, B);
        // mean: a has (2 + 6)/2 = 4, b has 11, together 7.5
        assertEquals(7.5, s.mean(), 1e-12);
        // squares about 7.5: (42.25 + 20.25)/2 = 31.25; (6.25 + 0.25)/2 = 3.25; (6.25 + 20.25)/2 = 13.25
        assertEquals(Math.sqrt((31.25 + 3.25 + 13.25) / 3), s.std(), 1e-12);
    }

    @Test
    void theAxisDecidesWhatASliceIs() {
        DatasetStatistics s = of(0, A);
        assertEquals(4, s.mean(), 1e-12);
        assertEquals(Math.sqrt(5), s.std(), 1e-12);
        // Across x both have two slices, about 7.5 again:
        // x = 0: a (1, 5) about 7.5: (42.25 + 6.25)/2 = 24.25, b (10): 6.25; x = 1: a (3, 7): 10.25, b (12): 20.25
        assertEquals(Math.sqrt((24.25 + 10.25 + 6.25 + 20.25) / 4), of(0, A, B).std(), 1e-12);
    }

    @Test
    void eachChannelHasItsOwn() {
        Volume other = volume(2, 1, 2, 100, 100, 200, 200);
        List<DatasetStatistics> both = DatasetStatistics.of(List.of("T1", "T2"), 1, f -> List.of(A, other), 2,
            Progress.NONE);
        assertEquals(List.of(new DatasetStatistics(4, Math.sqrt(5)), new DatasetStatistics(150, 50)), both);
    }

    @Test
    void whatIsNotFiniteCountsAsZero() {
        assertEquals(of(2, volume(2, 1, 2, 0, 3, 5, 0)), of(2, volume(2, 1, 2, Float.NaN, 3, 5,
            Float.POSITIVE_INFINITY)));
    }

    /** The mean of large numbers that differ little. */
    @Test
    void nothingCancels() {
        DatasetStatistics s = of(2, volume(2, 1, 1, 16_000_001, 16_000_003));
        assertEquals(16_000_002, s.mean(), 0);
        assertEquals(1, s.std(), 0);
    }

    @Test
    void aFrameShowsTheMiddleOfSlicesAndNoMoreThanThereIs() {
        Volume scan = volume(3, 3, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertArrayEquals(new float[] {4}, DatasetStatistics.visible(scan, 2, 1, 1).voxels());
        assertArrayEquals(new float[] {1, 4, 7}, DatasetStatistics.visible(scan, 2, 1, 9).voxels());
        assertArrayEquals(new float[] {3, 4, 5}, DatasetStatistics.visible(scan, 0, 1, 1).voxels());
        assertArrayEquals(new float[] {3, 4, 5}, DatasetStatistics.visible(scan, 0, 1, 9).voxels());
    }

    @Test
    void aConstantChannelIsNamed() {
        String message = assertThrows(DawsonException.class, () -> of(2, volume(2, 1, 1, 5, 5))).getMessage();
        assertTrue(message.startsWith("channel FLAIR has the value 5.0 everywhere"), message);
        assertThrows(IllegalArgumentException.class, () -> new DatasetStatistics(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new DatasetStatistics(Double.NaN, 1));
    }

    @Test
    void itCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void event(Event event) {
                throw new AssertionError("nothing should have been measured");
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class,
            () -> DatasetStatistics.of(List.of("FLAIR"), 1, f -> List.of(A), 2, cancelled));
    }

    private static DatasetStatistics of(int axis, Volume... scans) {
        return DatasetStatistics.of(List.of("FLAIR"), scans.length, f -> List.of(scans[f]), axis, Progress.NONE).get(0);
    }

    private static Volume volume(int nx, int ny, int nz, float... voxels) {
        return new Volume(Geometry.ofSpacing(nx, ny, nz, 1, 1, 1), voxels, "a");
    }
}
