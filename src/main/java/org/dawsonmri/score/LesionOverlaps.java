package org.dawsonmri.score;

import org.dawsonmri.volume.Components;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which lesions of one mask share voxels with which of another, and which of them are detected by it.
 *
 * <p>Kept as the sorted list of pairs that do overlap: the whole table of two masks with thousands of specks would be
 * nearly all zeros.
 */
final class LesionOverlaps {

    private final Components own;
    private final Components other;
    private final long[] pairs; // own lesion in the upper half, the other's in the lower; sorted
    private final int[] shared; // voxels of each pair
    private final long[] ownCovered; // by own lesion: voxels in any of the other's
    private final long[] otherCovered;

    /**
     * The lesions of a reference and of a prediction, and which share voxels.
     *
     * @param reference the reference's lesions
     * @param predicted the predicted lesions
     * @param ofReference seen from the reference's lesions
     * @param ofPredicted seen from the predicted lesions
     */
    record Pair(Components reference, Components predicted, LesionOverlaps ofReference,
            LesionOverlaps ofPredicted) {

        Pair(Components reference, Components predicted) {
            this(reference, predicted, new LesionOverlaps(reference, predicted),
                new LesionOverlaps(predicted, reference));
        }
    }

    LesionOverlaps(Components own, Components other) {
        this.own = own;
        this.other = other;
        Runs runs = Runs.of(own.of(), other.of());
        pairs = Arrays.stream(runs.pair, 0, runs.count).sorted().distinct().toArray();
        shared = new int[pairs.length];
        ownCovered = new long[own.sizes().length];
        otherCovered = new long[other.sizes().length];
        for (int r = 0; r < runs.count; r++) {
            shared[Arrays.binarySearch(pairs, runs.pair[r])] += runs.length[r];
            ownCovered[(int) (runs.pair[r] >> 32)] += runs.length[r];
            otherCovered[(int) runs.pair[r]] += runs.length[r];
        }
    }

    /** Voxels in a row that belong to the same pair of lesions: far fewer to sort than voxels. */
    private static final class Runs {

        private long[] pair = new long[256];
        private int[] length = new int[256];
        private int count;

        static Runs of(int[] own, int[] other) {
            Runs runs = new Runs();
            long last = 0;
            for (int i = 0; i < own.length; i++) {
                long pair = own[i] > 0 && other[i] > 0 ? (long) own[i] << 32 | other[i] : 0;
                if (pair != 0 && pair != last) {
                    runs.begin(pair);
                }
                if (pair != 0) {
                    runs.length[runs.count - 1]++;
                }
                last = pair;
            }
            return runs;
        }

        private void begin(long of) {
            if (count == pair.length) {
                pair = Arrays.copyOf(pair, 2 * count);
                length = Arrays.copyOf(length, 2 * count);
            }
            pair[count++] = of;
        }
    }

    /** Own lesions that share at least one voxel with one of the other mask. */
    int touched() {
        return (int) Arrays.stream(ownCovered).filter(voxels -> voxels > 0).count();
    }

    /**
     * Own lesions that are detected by the rules of MICCAI 2016: enough of the lesion is covered, and the lesions that
     * cover most of it reach {@code gamma} of what is covered before one of them lies mostly outside of all lesions.
     *
     * @return the bits of the detected lesions' numbers
     */
    BitSet detected(LesionRules rules) {
        BitSet detected = new BitSet();
        int from = 0;
        for (int lesion = 1; lesion <= own.count(); lesion++) {
            int to = from;
            while (to < pairs.length && pairs[to] >> 32 == lesion) {
                to++;
            }
            boolean covered = ownCovered[lesion] > rules.alpha() * own.sizes()[lesion];
            if (covered && isCoveredByGoodOnes(from, to, ownCovered[lesion], rules)) {
                detected.set(lesion);
            }
            from = to;
        }
        return detected;
    }

    /** The largest number of pairs of an own lesion and one of the other mask that share a voxel, each in one pair. */
    int oneToOne() {
        int[] from = new int[own.count() + 2]; // by own lesion: where its pairs begin
        for (int p = pairs.length - 1; p >= 0; p--) {
            from[(int) (pairs[p] >> 32)] = p;
        }
        int[] partner = new int[other.count() + 1];
        int matched = 0;
        for (int lesion = 1; lesion <= own.count(); lesion++) {
            if (ownCovered[lesion] > 0 && findPartner(lesion, from, partner, new BitSet())) {
                matched++;
            }
        }
        return matched;
    }

    /** Gives a lesion a partner, if need be one whose own partner finds another (Kuhn's augmenting path). */
    private boolean findPartner(int lesion, int[] from, int[] partner, BitSet asked) {
        for (int p = from[lesion]; p < pairs.length && pairs[p] >> 32 == lesion; p++) {
            int candidate = (int) pairs[p];
            if (!asked.get(candidate)) {
                asked.set(candidate);
                if (partner[candidate] == 0 || findPartner(partner[candidate], from, partner, asked)) {
                    partner[candidate] = lesion;
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isCoveredByGoodOnes(int from, int to, long covered, LesionRules rules) {
        long sum = 0;
        for (int p : mostSharedFirst(from, to)) {
            int size = other.sizes()[(int) pairs[p]];
            if (outside(p) > rules.beta() * size) {
                return false;
            }
            sum += shared[p];
            if (sum >= rules.gamma() * covered) {
                return true;
            }
        }
        return false;
    }

    /** Anima leaves the order of equals open; the larger, then the better placed goes first here. */
    private List<Integer> mostSharedFirst(int from, int to) {
        return IntStream.range(from, to).boxed().sorted(Comparator.<Integer>comparingInt(p -> -shared[p])
            .thenComparingInt(p -> -other.sizes()[(int) pairs[p]]).thenComparingLong(this::outside)).toList();
    }

    /** Voxels of the other mask's lesion of a pair that lie in none of the own lesions. */
    private long outside(int p) {
        int lesion = (int) pairs[p];
        return other.sizes()[lesion] - otherCovered[lesion];
    }
}
