package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class DatasetStatisticsTest {

    private static final Path A = Path.of("a.nii");
    private static final Path B = Path.of("b.nii");

    /** a: slices (1, 3) and (5, 7); b: one slice (10, 12). */
    private static final Map<Path, Volume> FILES = Map.of(
        A, new Volume(Geometry.ofSpacing(2, 1, 2, 1, 1, 1), new float[] {1, 3, 5, 7}, "a"),
        B, new Volume(Geometry.ofSpacing(2, 1, 1, 1, 1, 1), new float[] {10, 12}, "b"));

    @Test
    void filesWeighTheSameInTheMeanAndSlicesInTheDeviation() {
        DatasetStatistics s = DatasetStatistics.of(List.of(A, B), FILES::get, 2, Progress.NONE);
        // mean: a has (2 + 6)/2 = 4, b has 11, together 7.5
        assertEquals(7.5, s.mean(), 1e-12);
        // squares about 7.5: (42.25 + 20.25)/2 = 31.25; (6.25 + 0.25)/2 = 3.25; (6.25 + 20.25)/2 = 13.25
        assertEquals(Math.sqrt((31.25 + 3.25 + 13.25) / 3), s.std(), 1e-12);
    }

    @Test
    void theAxisDecidesWhatASliceIs() {
        DatasetStatistics s = DatasetStatistics.of(List.of(A), FILES::get, 0, Progress.NONE);
        assertEquals(4, s.mean(), 1e-12);
        assertEquals(Math.sqrt(5), s.std(), 1e-12);
    }

    @Test
    void nothingToMeasureIsSaid() {
        assertThrows(DawsonException.class, () -> DatasetStatistics.of(List.of(), FILES::get, 2, Progress.NONE));
    }

    @Test
    void itCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void event(String type, Map<String, ?> values) {
                throw new AssertionError("nothing should have been measured");
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> DatasetStatistics.of(List.of(A), FILES::get, 2, cancelled));
    }
}
