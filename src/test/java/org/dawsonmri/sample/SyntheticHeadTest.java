package org.dawsonmri.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.sample.Tissue.Contrast;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Resample;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

@Tag("slow")
class SyntheticHeadTest {

    private static final SampleOptions SMALL = SampleOptions.of(3, 48, null);

    private static SyntheticHead head(SampleOptions options, int number) {
        return SyntheticHead.create(options, number, Progress.NONE);
    }

    @Test
    void theSameSeedGivesTheSameVoxelsAndAnotherPersonOtherAnatomy() {
        SyntheticHead first = head(SMALL, 1);
        SyntheticHead again = head(SMALL, 1);
        for (String name : List.of("FLAIR", "T1", "T2")) {
            assertArrayEquals(first.scans().get(name).voxels(), again.scans().get(name).voxels(), name);
        }
        assertArrayEquals(first.lesions().voxels(), again.lesions().voxels());
        for (SyntheticHead other : List.of(head(SMALL, 2), head(SMALL.withSeed(2), 1))) {
            assertTrue(overlap(first.brain(), other.brain()) < 0.95, "brains");
            assertTrue(overlap(first.brain(), other.brain()) > 0.7, "still brains");
            assertTrue(overlap(first.lesions(), other.lesions()) < 0.5, "lesions");
        }
    }

    /** Dice of two masks. */
    private static double overlap(Volume a, Volume b) {
        double both = 0;
        double sum = 0;
        for (int i = 0; i < a.voxels().length; i++) {
            both += a.voxels()[i] * b.voxels()[i];
            sum += a.voxels()[i] + b.voxels()[i];
        }
        return 2 * both / sum;
    }

    @Test
    void lesionsTakeUpTheirShareOfTheBrain() {
        for (long seed = 1; seed <= 6; seed++) {
            SyntheticHead head = head(SMALL.withSeed(seed), 1);
            double load = sum(head.lesions()) / sum(head.brain());
            assertTrue(load > 0.005 && load < 0.02, "seed " + seed + ": load " + load);
            for (int i = 0; i < head.lesions().voxels().length; i++) {
                float v = head.lesions().voxels()[i];
                assertTrue(v == 0 || v == 1);
            }
            double millilitres = sum(head.brain()) * head.brain().geometry().voxelVolumeMm3() / 1000;
            assertTrue(millilitres > 800 && millilitres < 1500, "brain of " + millilitres + " ml");
        }
    }

    private static double sum(Volume v) {
        double sum = 0;
        for (float x : v.voxels()) {
            sum += x;
        }
        return sum;
    }

    /** SyntheticLesions are bright on FLAIR and T2 and dark on T1, but no single FLAIR threshold finds them. */
    @Test
    void lesionsStandOutAsTheyDoInPatientsButNotByAThresholdAlone() {
        SyntheticHead head = head(SampleOptions.of(1, 64, null), 1);
        double[] ratio = head.scans().values().stream()
            .mapToDouble(scan -> median(scan, head, 1) / median(scan, head, 0)).toArray();
        assertTrue(ratio[0] > 1.2, "FLAIR " + ratio[0]);
        assertTrue(ratio[1] < 0.95, "T1 " + ratio[1]);
        assertTrue(ratio[2] > 1.2, "T2 " + ratio[2]);
        assertTrue(bestThresholdDice(head) < 0.3, "threshold finds them: Dice " + bestThresholdDice(head));
    }

    /** Of the brain's voxels with this label: not moved by the fluid in its sulci. */
    private static double median(Volume scan, SyntheticHead head, int label) {
        double[] values = IntStream.range(0, scan.voxels().length)
            .filter(i -> head.lesions().voxels()[i] == label && head.brain().voxels()[i] + label > 0)
            .mapToDouble(i -> scan.voxels()[i]).sorted().toArray();
        return values[values.length / 2];
    }

    private static double bestThresholdDice(SyntheticHead head) {
        float[] flair = head.scans().get("FLAIR").voxels();
        float[] truth = head.lesions().voxels();
        double best = 0;
        for (float threshold = 0; threshold < 2000; threshold += 10) {
            double both = 0;
            double found = 0;
            for (int i = 0; i < flair.length; i++) {
                if (flair[i] > threshold) {
                    found++;
                    both += truth[i];
                }
            }
            best = Math.max(best, 2 * both / (found + sum(head.lesions())));
        }
        return best;
    }

    @Test
    void theTissuesOfANoiseFreeHeadHaveTheContrastOfEachSequence() {
        assertOrder(Contrast.FLAIR, Tissue.FLUID, Tissue.WHITE, Tissue.DEEP_GREY, Tissue.GREY, Tissue.LESION);
        assertOrder(Contrast.T1, Tissue.FLUID, Tissue.LESION, Tissue.GREY, Tissue.DEEP_GREY, Tissue.WHITE);
        assertOrder(Contrast.T2, Tissue.BONE, Tissue.WHITE, Tissue.DEEP_GREY, Tissue.GREY, Tissue.LESION, Tissue.FLUID);
        Anatomy anatomy = new Anatomy(5, 1);
        HeadPoint p = new HeadPoint();
        int[] voxels = new int[Tissue.values().length];
        for (int x = -90; x <= 90; x += 4) {
            for (int y = -110; y <= 110; y += 4) {
                for (int z = -90; z <= 90; z += 4) {
                    anatomy.at(x, y, z, p);
                    double sum = 0;
                    for (Tissue tissue : Tissue.values()) {
                        sum += p.share(tissue);
                        voxels[tissue.ordinal()] += p.share(tissue) > 0.5 ? 1 : 0;
                    }
                    assertEquals(1, sum, 1e-9);
                }
            }
        }
        for (Tissue tissue : Tissue.values()) {
            assertEquals(tissue != Tissue.LESION, voxels[tissue.ordinal()] > 20,
                tissue + " " + Arrays.toString(voxels));
        }
    }

    private static void assertOrder(Contrast contrast, Tissue... darkestFirst) {
        for (int i = 1; i < darkestFirst.length; i++) {
            assertTrue(darkestFirst[i - 1].brightness(contrast) < darkestFirst[i].brightness(contrast),
                contrast + ": " + darkestFirst[i]);
        }
    }

    /** In the air there is no signal, and the magnitude of Gaussian noise has mean σ·√(π/2) and mean square 2σ². */
    @Test
    void noiseInTheAirIsThatOfMagnitudeImages() {
        Volume t1 = head(SampleOptions.of(1, 64, null), 1).scans().get("T1");
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int z = 0; z < 64; z++) {
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 8; x++) {
                    sum += t1.get(x, y, z);
                    squares += t1.get(x, y, z) * t1.get(x, y, z);
                    n++;
                }
            }
        }
        assertEquals(Math.sqrt(Math.PI) / 2, sum / n / Math.sqrt(squares / n), 0.02);
        assertTrue(sum / n > 3, "mean " + sum / n);
    }

    @Test
    void spacingAndObliquenessAreAsAsked() {
        Geometry g = head(SampleOptions.of(1, 40, new double[] {2, 2, 5}).withOblique(true), 1).lesions().geometry();
        assertArrayEquals(new int[] {40, 48, 16}, g.shape());
        assertArrayEquals(new double[] {2, 2, 5}, g.spacingMm(), 1e-9);
        assertEquals("RAS", Orientation.of(g.affine()).code());
        assertFalse(g.affine().withOrigin(0, 0, 0).maxDifference(Affine.scaling(2, 2, 5)) < 0.02, "not turned");
        double[] middle = g.affine().apply(19.5, 23.5, 7.5);
        assertArrayEquals(new double[3], middle, 1e-9);
    }

    /** A turned scan shows the same head: in space, not in voxels. */
    @Test
    void anObliqueScanShowsTheSamePerson() {
        SyntheticHead straight = head(SMALL, 1);
        SyntheticHead turned = head(SMALL.withOblique(true), 1);
        Volume back = Resample.nearest(turned.brain(), straight.brain().geometry());
        assertTrue(overlap(straight.brain(), turned.brain()) < 0.9, "turned");
        assertTrue(overlap(straight.brain(), back) > 0.85, "the same " + overlap(straight.brain(), back));
    }
}
