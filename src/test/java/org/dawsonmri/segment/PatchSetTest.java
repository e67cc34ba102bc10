package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.config.CascadeSettings;
import org.dawsonmri.config.CascadeSettings.Negatives;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which voxels a cascade learns from. */
class PatchSetTest {

    private static final int SIDE = 20;
    private static final CascadeSettings BALANCED = new CascadeSettings();

    @Test
    void allLesionVoxelsAndAsManyBrightOthers() {
        LesionSubject subject = subject(1, 40);
        PatchSet set = select(BALANCED, subject);
        assertEquals(40, set.count(1));
        assertEquals(40, set.count(0));
        BitSet positives = voxels(set, 0, 1);
        assertEquals(subject.lesion(), positives);
        float[] flair = subject.scan().first();
        // The lesion has dark voxels, too, and keeps them.
        assertTrue(positives.stream().anyMatch(v -> flair[v] <= 0.5f));
        BitSet negatives = voxels(set, 0, 0);
        assertEquals(40, negatives.cardinality());
        assertFalse(negatives.intersects(subject.lesion()));
        assertTrue(negatives.stream().allMatch(v -> flair[v] > 0.5f));
    }

    @Test
    void everySubjectIsBalancedByItself() {
        PatchSet set = select(BALANCED, subject(1, 40), subject(2, 0), subject(3, 7));
        assertEquals(40, voxels(set, 0, 0).cardinality());
        assertEquals(0, voxels(set, 1, 0).cardinality());
        assertEquals(7, voxels(set, 2, 0).cardinality());
        assertEquals(47, set.count(1));
    }

    @Test
    void aFractionIsSharedByAllSubjects() {
        CascadeSettings settings = new CascadeSettings(0.5, 0.8, 0.5, 2, 0.8, 20, 0, Negatives.FRACTION, 2, 0.25, true);
        PatchSet set = select(settings, subject(1, 40), subject(2, 0), subject(3, 8));
        for (int s = 0; s < 3; s++) {
            assertEquals(32, voxels(set, s, 0).cardinality()); // 48 · 2 / 3
        }
    }

    @Test
    void tooFewNegativesAreAllTaken() {
        LesionSubject subject = subject(1, 10);
        for (int n = 0; n <= 2; n++) {
            int[] pool = Arrays.copyOf(VoxelSelection.without(subject.candidates(0.5), subject.lesion()), n);
            PatchSet set = PatchSet.select(List.of(subject), List.of(pool), BALANCED, 1);
            assertEquals(n, set.count(0));
            assertEquals(10, set.count(1));
        }
    }

    @Test
    void theSeedDecides() {
        LesionSubject subject = subject(1, 40);
        List<int[]> pools = List.of(subject.candidates(0.5));
        int[] first = PatchSet.select(List.of(subject), pools, BALANCED, 1).voxel();
        assertArrayEquals(first, PatchSet.select(List.of(subject), pools, BALANCED, 1).voxel());
        assertFalse(Arrays.equals(first, PatchSet.select(List.of(subject), pools, BALANCED, 2).voxel()));
    }

    @Test
    void validationHasAQuarterOfEachLabel() {
        PatchSet set = select(BALANCED, subject(1, 40), subject(2, 20));
        PatchSet.Halves halves = set.split(0.25, 1);
        for (int label = 0; label <= 1; label++) {
            assertEquals(15, halves.validation().count(label));
            assertEquals(45, halves.training().count(label));
            for (int s = 0; s < 2; s++) {
                BitSet both = voxels(halves.training(), s, label);
                assertFalse(both.intersects(voxels(halves.validation(), s, label)));
                both.or(voxels(halves.validation(), s, label));
                assertEquals(voxels(set, s, label), both);
            }
        }
    }

    @Test
    void validationOfFewPatchesIsNotEmpty() {
        PatchSet set = new PatchSet(new int[5], new int[] {0, 1, 2, 3, 4}, new byte[] {1, 1, 0, 0, 0});
        PatchSet.Halves halves = set.split(0.01, 1);
        assertEquals(1, halves.validation().count(0));
        assertEquals(1, halves.validation().count(1));
    }

    @Test
    void anEpochHasEveryPatchOnce() {
        PatchSet set = select(BALANCED, subject(1, 25));
        List<PatchSet.Draw> epoch = set.epoch(3, 8, false, 1);
        assertEquals(7, epoch.size());
        int[] seen = epoch.stream().flatMapToInt(d -> Arrays.stream(d.patches())).sorted().toArray();
        assertArrayEquals(IntStream.range(0, 50).toArray(), seen);
        assertEquals(6, set.epoch(3, 8, true, 1).size());
        assertEquals(1, set.epoch(3, 64, true, 1).size());
        assertArrayEquals(epoch.get(2).patches(), set.epoch(3, 8, false, 1).get(2).patches());
        assertFalse(Arrays.equals(epoch.get(2).patches(), set.epoch(4, 8, false, 1).get(2).patches()));
        assertEquals(7, epoch.stream().mapToLong(PatchSet.Draw::seed).distinct().count());
    }

    private static PatchSet select(CascadeSettings settings, LesionSubject... subjects) {
        List<int[]> pools = Arrays.stream(subjects).map(s -> s.candidates(settings.minThreshold())).toList();
        return PatchSet.select(List.of(subjects), pools, settings, 1);
    }

    private static BitSet voxels(PatchSet set, int subject, int label) {
        BitSet voxels = new BitSet();
        for (int i = 0; i < set.size(); i++) {
            if (set.subject()[i] == subject && set.label()[i] == label) {
                voxels.set(set.voxel()[i]);
            }
        }
        return voxels;
    }

    /** Noise around 0, a lesion of so many voxels in a row of any intensity. */
    private static LesionSubject subject(long seed, int lesionVoxels) {
        Volume flair = Volume.zeros(Geometry.ofSpacing(SIDE, SIDE, SIDE, 1, 1, 1), "FLAIR");
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < flair.voxels().length; i++) {
            flair.voxels()[i] = (float) random.nextGaussian();
        }
        BitSet lesion = new BitSet();
        lesion.set(3210, 3210 + lesionVoxels);
        return new LesionSubject("s" + seed, new ScanChannels(List.of(flair)), lesion);
    }
}
