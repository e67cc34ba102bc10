package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What is broken in a scan is mended or refused before anything is computed from it. */
class CleanScanTest {

    private static final int BROKEN = 5 + 14 * (6 + 12 * 5);

    /** A head of about 100 in a background. */
    private static Volume head(float background) {
        Volume scan = Volume.zeros(Geometry.ofSpacing(14, 12, 10, 1, 1, 2), "head.nii");
        SplittableRandom random = new SplittableRandom(5);
        for (int z = 0; z < 10; z++) {
            for (int y = 0; y < 12; y++) {
                for (int x = 0; x < 14; x++) {
                    boolean inside = Math.hypot(Math.hypot(x - 6.5, y - 5.5), z - 4.5) < 4.4;
                    scan.voxels()[scan.index(x, y, z)] =
                        inside ? (float) (100 + 10 * random.nextGaussian()) : background;
                }
            }
        }
        return scan;
    }

    private static Volume with(Volume scan, int voxel, float value) {
        float[] voxels = scan.voxels().clone();
        voxels[voxel] = value;
        return scan.with(voxels);
    }

    private static Preprocessing settings(String changes) {
        return Settings.read(new Preprocessing(), JsonParser.parseString(changes).getAsJsonObject(), "test");
    }

    private static Volume prepared(Volume scan, Preprocessing settings) {
        return PreparedScan.of(List.of(scan), settings).channels().get(0);
    }

    /** Unclipped, one voxel of 100,000 leaves nothing of the contrast of all others. */
    @ParameterizedTest
    @ValueSource(strings = {"ZSCORE", "MEDIAN", "minmax", "percentile", "none"})
    void oneBrokenVoxelHardlyChangesTheOthers(String normalizer) {
        Volume scan = head(0);
        Preprocessing settings = settings("{\"normalization\": \"" + normalizer + "\", \"crop_to_head\": true}");
        float[] expected = prepared(scan, settings).voxels();
        for (float broken : new float[] {1e5f, -1e5f, Float.MAX_VALUE}) {
            float[] found = prepared(with(scan, BROKEN, broken), settings).voxels();
            assertEquals(expected.length, found.length, "the head's box");
            int far = 0;
            for (int i = 0; i < found.length; i++) {
                far += Math.abs(found[i] - expected[i]) > 0.05 * Math.max(1, Math.abs(expected[i])) ? 1 : 0;
            }
            assertTrue(far <= 2, broken + " changes " + far + " voxels");
        }
    }

    @Test
    void noiseInAirIsNoReasonForAnotherMedian() {
        Volume scan = head(0);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < scan.voxels().length; i++) {
            scan.voxels()[i] += random.nextDouble(4) + 1;
        }
        Preprocessing settings = settings("{\"normalization\": \"MEDIAN\"}");
        float[] expected = prepared(scan, settings).voxels();
        float[] found = prepared(with(scan, BROKEN, 1e5f), settings).voxels();
        assertEquals(expected[BROKEN + 1], found[BROKEN + 1], 0.01);
    }

    @Test
    void brightVoxelsStayTheBrightest() {
        Volume scan = head(0);
        float[] lesion = scan.voxels().clone();
        Arrays.fill(lesion, BROKEN - 1, BROKEN + 2, 220);
        float[] z = prepared(scan.with(lesion), new Preprocessing()).voxels();
        float brightestElsewhere = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < z.length; i++) {
            brightestElsewhere = Math.max(brightestElsewhere, Math.abs(i - BROKEN) <= 1 ? brightestElsewhere : z[i]);
        }
        assertTrue(z[BROKEN] > 2 * brightestElsewhere, z[BROKEN] + " " + brightestElsewhere);
    }

    /** Models from before have no such entry, published protocols say 0 and 100: neither changes a bit. */
    @Test
    void withoutClippingNothingChanges() {
        Volume scan = with(head(0), BROKEN, 1e5f);
        float[] expected = Normalization.zScore(scan).voxels();
        assertArrayEquals(expected, prepared(scan, settings("{\"clip\": null}")).voxels());
        assertArrayEquals(expected, prepared(scan, settings("{\"clip\": [0, 100]}")).voxels());
        Preprocessing old = Settings.parse("{\"orientation\": \"RAS\", \"crop_to_head\": false, "
            + "\"normalization\": \"ZSCORE\", \"axis\": [2]}", Preprocessing.class, "test");
        assertEquals(settings("{\"clip\": null}"), old);
        float[] nan = prepared(with(scan, BROKEN, Float.NaN), old).voxels();
        assertArrayEquals(Normalization.zScore(with(scan, BROKEN, Float.NaN)).voxels(), nan);
    }

    @Test
    void clippingHasToMakeSense() {
        for (String clip : List.of("[99, 1]", "[1, 101]", "[5]", "[-1, 50]")) {
            DawsonException e = assertThrows(DawsonException.class, () -> settings("{\"clip\": " + clip + "}"));
            assertTrue(e.getMessage().contains("clip is "), e.getMessage());
        }
        Volume two = new Volume(Geometry.ofSpacing(2, 1, 1, 1, 1, 1), new float[] {3, 4}, "two");
        assertSame(two, Normalization.outlierClip(two, 0.05, 99.95));
    }

    @Test
    void voxelsThatAreNoNumbersBecomeBackground() {
        for (float background : new float[] {0, 40, -1024}) {
            Volume scan = head(background);
            List<String> said = new ArrayList<>();
            Progress progress = event -> said.add(event.type() + " " + event.text());
            Volume holes = with(with(scan, 0, Float.POSITIVE_INFINITY), BROKEN, Float.NaN);
            float[] found =
                PreparedScan.of(List.of(holes), settings("{\"clip\": [0, 100]}"), progress).channels().get(0).voxels();
            float[] expected = prepared(with(scan, BROKEN, background), settings("{\"clip\": [0, 100]}")).voxels();
            assertArrayEquals(expected, found, "background " + background);
            assertEquals(List.of("warning head.nii: 2 of 1680 voxels are NaN or infinite and count as background"),
                said);
        }
        // As some programs mask.
        Volume masked = head(Float.NaN);
        assertArrayEquals(prepared(head(0), new Preprocessing()).voxels(),
            prepared(masked, new Preprocessing()).voxels());
    }

    @Test
    void scansThatShowNothingAreRefused() {
        Volume scan = head(0);
        float[] mask = scan.voxels().clone();
        for (int i = 0; i < mask.length; i++) {
            mask[i] = mask[i] > 0 ? 1 : 0;
        }
        assertRefused(scan.with(new float[1680]), "all voxels are 0.0");
        assertRefused(scan.with(filled(7)), "all voxels are 7.0");
        assertRefused(with(scan.with(filled(7)), 3, 1e5f), "all voxels are 7.0");
        assertRefused(scan.with(filled(Float.NaN)), "all 1680 voxels are NaN or infinite");
        assertRefused(scan.with(mask), "a scan and not a mask");
        Preprocessing plain = settings("{\"normalization\": \"NONE\"}");
        assertArrayEquals(mask, prepared(scan.with(mask), plain).voxels(), "a mask may be a channel");
        assertThrows(DawsonException.class, () -> prepared(scan.with(filled(7)), settings("{\"clip\": null}")));
    }

    private static float[] filled(float value) {
        float[] voxels = new float[1680];
        Arrays.fill(voxels, value);
        return voxels;
    }

    private static void assertRefused(Volume scan, String reason) {
        DawsonException e = assertThrows(DawsonException.class, () -> prepared(scan, new Preprocessing()));
        assertTrue(e.getMessage().startsWith("head.nii: ") && e.getMessage().contains(reason), e.getMessage());
    }
}
