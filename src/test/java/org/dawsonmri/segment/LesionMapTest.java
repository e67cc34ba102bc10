package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.config.CascadeSettings;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/** A cascade's post-processing. */
class LesionMapTest {

    /** 2 mm³ a voxel. */
    private final Volume map = Volume.zeros(Geometry.ofSpacing(20, 8, 4, 1, 1, 2), "map");

    @Test
    void moreThanLMinVoxelsStay() {
        fill(0, 0, 0, 6, 0.8f);
        fill(10, 0, 0, 5, 0.9f);
        Volume labels = of("{\"l_min\": 5}").labels();
        assertEquals(6, count(labels));
        assertEquals(1, labels.get(0, 0, 0));
        assertEquals(0, labels.get(10, 0, 0));
        assertEquals(11, count(of("{\"l_min\": 4}").labels()));
        assertEquals(11, of("{\"l_min\": 5}").binary().cardinality());
    }

    @Test
    void facesConnectAndEdgesDoNot() {
        fill(0, 0, 0, 3, 0.9f);
        fill(0, 1, 1, 3, 0.9f); // touches the row above by an edge only
        assertEquals(0, count(of("{\"l_min\": 3}").labels()));
        map.voxels()[map.index(0, 1, 0)] = 0.9f; // shares faces with both
        assertEquals(7, count(of("{\"l_min\": 3}").labels()));
    }

    @Test
    void theThresholdItselfIsLesionAndZeroNever() {
        fill(0, 0, 0, 4, 0.5f);
        fill(0, 4, 0, 4, 0.49999f);
        assertEquals(4, count(of("{\"l_min\": 0, \"t_bin\": 0.5}").labels()));
        assertEquals(8, count(of("{\"l_min\": 0, \"t_bin\": 0}").labels()));
    }

    @Test
    void tooLittleIsNothing() {
        fill(0, 0, 0, 6, 0.9f); // 12 mm³
        assertEquals(6, count(of("{\"l_min\": 0, \"min_error_ml\": 0.012}").labels()));
        LesionMap none = of("{\"l_min\": 0, \"min_error_ml\": 0.0121}");
        assertEquals(0, count(none.labels()));
        assertArrayEquals(new float[map.voxels().length], none.probabilities().voxels());
        fill(10, 0, 0, 3, 0.9f); // too small a lesion does not count for the volume
        assertEquals(0, count(of("{\"l_min\": 3, \"min_error_ml\": 0.013}").labels()));
    }

    private LesionMap of(String changes) {
        return LesionMap.of(map, Settings.read(new CascadeSettings(), JsonParser.parseString(changes).getAsJsonObject(),
            "test"), Progress.NONE);
    }

    /** A row along x. */
    private void fill(int x, int y, int z, int n, float value) {
        for (int i = 0; i < n; i++) {
            map.voxels()[map.index(x + i, y, z)] = value;
        }
    }

    private static int count(Volume labels) {
        int count = 0;
        for (float v : labels.voxels()) {
            count += v == 1 ? 1 : 0;
        }
        return count;
    }
}
