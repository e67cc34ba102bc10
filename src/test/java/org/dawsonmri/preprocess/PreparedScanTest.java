package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** Channels and labels of one scan whose files place and store them otherwise. */
class PreparedScanTest {

    private static final Geometry GRID = new Geometry(12, 10, 8, Affine.scaling(-1, 1, 2).withOrigin(31, -17, 5),
        SpatialUnit.MILLIMETRE);

    private final List<String> warnings = new ArrayList<>();
    private final Progress listener = event -> warnings.add(event.text());

    /**
     * NB: a working grid of other voxels once shifted what was accepted, as each channel was resampled by its header.
     */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"orientation\": \"stored\"}", "{\"spacing\": [2, 2, 2]}", "{\"shape\": [7, 9, 8]}",
        "{\"crop_to_head\": true}"})
    void whatIsAcceptedIsTakenVoxelByVoxel(String json) {
        Preprocessing settings = Settings.read(new Preprocessing(), JsonParser.parseString(json).getAsJsonObject(),
            "test");
        Volume a = waves(GRID, 1);
        Volume b = waves(GRID, 2);
        Volume label = blob();
        PreparedScan exact = PreparedScan.of(List.of(a, b), settings, Progress.NONE);
        PreparedScan turned = PreparedScan.of(List.of(a, Reorient.to(b, Orientation.parse("SRA"))), settings, listener);
        assertEquals(List.of(), warnings);
        assertSame(exact, turned);
        assertArrayEquals(exact.label(label, Progress.NONE).voxels(),
            turned.label(Reorient.to(label, Orientation.parse("PIL")), listener).voxels());
        assertEquals(List.of(), warnings);
        PreparedScan half = PreparedScan.of(List.of(a, moved(b, 0.5)), settings, listener);
        assertSame(exact, half);
        assertArrayEquals(exact.label(label, Progress.NONE).voxels(),
            half.label(moved(label, -0.5), listener).voxels());
        assertEquals(2, warnings.size(), warnings.toString());
        assertTrue(warnings.get(1).contains("lies up to 0.866 mm (0.75 voxels) away from scan"), warnings.toString());
        assertEquals(GRID, half.restore(half.channels().get(0)).geometry());
        String message = assertThrows(DawsonException.class, () -> half.label(moved(label, 1), listener)).getMessage();
        assertTrue(message.startsWith("label: lies up to 1.73 mm (1.5 voxels) away from scan"), message);
    }

    // -- Helper methods --

    private static void assertSame(PreparedScan expected, PreparedScan found) {
        for (int c = 0; c < 2; c++) {
            assertArrayEquals(expected.channels().get(c).voxels(), found.channels().get(c).voxels());
        }
    }

    private static Volume moved(Volume v, double mm) {
        Affine a = v.geometry().affine();
        return new Volume(v.geometry().with(12, 10, 8, a.withOrigin(a.get(0, 3) + mm, a.get(1, 3) + mm,
            a.get(2, 3) + mm)), v.voxels(), v.name());
    }

    private static Volume waves(Geometry grid, int seed) {
        Volume volume = Volume.zeros(grid, "scan");
        for (int i = 0; i < volume.voxels().length; i++) {
            volume.voxels()[i] = (float) (100 + 40 * Math.sin(seed * i) + i % 7);
        }
        return volume;
    }

    private static Volume blob() {
        Volume volume = Volume.zeros(GRID, "label");
        for (int z = 2; z < 6; z++) {
            for (int y = 3; y < 6; y++) {
                for (int x = 2; x < 9; x++) {
                    volume.voxels()[volume.index(x, y, z)] = x < 5 ? 1 : 2;
                }
            }
        }
        return volume;
    }
}
