package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.Consensus.ConsensusMethod;
import org.dawsonmri.evaluate.ConsensusTable.RaterScore;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** STAPLE against the paper's two-class formulas voxel by voxel, and on raters whose reliability is known. */
class StapleTest {

    @Test
    void equalsTheFormulasOfThePaperVoxelByVoxel() {
        Random random = new Random(2);
        for (int round = 0; round < 10; round++) {
            float[] truth = truth(random, 400, 2);
            List<Volume> raters = List.of(rater(random, "a", truth, 0.9, 0.95), rater(random, "b", truth, 0.7, 0.99),
                rater(random, "c", truth, 0.95, 0.8), rater(random, "d", truth, 0.5, 0.9));
            Consensus consensus = Consensus.of(ConsensusMethod.STAPLE, raters, Progress.NONE);
            double[][] pq = paper(raters, consensus.iterations());
            for (int j = 0; j < raters.size(); j++) {
                assertEquals(pq[j][0], consensus.scores().get(j).sensitivity(), 1e-7);
                assertEquals(pq[j][1], consensus.scores().get(j).specificity(), 1e-7);
            }
        }
    }

    @Test
    void findsHowReliableRatersAre() {
        Random random = new Random(7);
        float[] truth = truth(random, 40000, 2);
        double[][] known = {{0.95, 0.99}, {0.8, 0.97}, {0.6, 0.995}, {0.9, 0.9}, {0.85, 0.98}};
        List<Volume> raters = new ArrayList<>();
        for (double[] rater : known) {
            raters.add(rater(random, "r" + raters.size(), truth, rater[0], rater[1]));
        }
        Consensus consensus = Consensus.of(ConsensusMethod.STAPLE, raters, Progress.NONE);
        for (int j = 0; j < known.length; j++) {
            assertEquals(known[j][0], consensus.scores().get(j).sensitivity(), 0.02);
            assertEquals(known[j][1], consensus.scores().get(j).specificity(), 0.005);
        }
        Consensus majority = Consensus.of(ConsensusMethod.MAJORITY, raters, Progress.NONE);
        assertTrue(wrong(consensus, truth) < wrong(majority, truth), "weights are worth something");
    }

    @Test
    void severalClassesHaveConfusionMatrices() {
        Random random = new Random(9);
        float[] truth = truth(random, 20000, 4);
        List<Volume> raters = List.of(rater(random, "a", truth, 0.95, 0.95), rater(random, "b", truth, 0.9, 0.9),
            rater(random, "c", truth, 0.5, 0.8), rater(random, "d", truth, 0.92, 0.9));
        Consensus consensus = Consensus.of(ConsensusMethod.STAPLE, raters, Progress.NONE);
        assertEquals(3, consensus.probabilities().size());
        assertEquals(12, consensus.scores().size());
        for (RaterScore score : consensus.scores()) {
            double known = score.rater().equals("a") ? 0.95 : score.rater().equals("b") ? 0.9
                : score.rater().equals("c") ? 0.5 : 0.92;
            assertEquals(known, score.sensitivity(), 0.03, score.toString());
        }
        assertTrue(wrong(consensus, truth) < 0.05 * truth.length);
        for (int i = 0; i < truth.length; i += 100) {
            double sum = 0;
            for (Volume map : consensus.probabilities()) {
                sum += map.voxels()[i];
            }
            assertTrue(sum >= 0 && sum <= 1 + 1e-6, "what is left is the background's");
        }
    }

    @Test
    void labelsNeedNotFollowEachOther() {
        Volume a = ConsensusTest.rater("a", 0, 0, 7, 7, 300, 300);
        Volume b = ConsensusTest.rater("b", 0, 0, 7, 7, 300, 0);
        Volume c = ConsensusTest.rater("c", 0, 0, 7, 7, 300, 300);
        Consensus consensus = Consensus.of(ConsensusMethod.STAPLE, List.of(a, b, c), Progress.NONE);
        assertEquals(300, consensus.labels().voxels()[5]);
        assertEquals(List.of(7, 300), consensus.scores().subList(0, 2).stream().map(RaterScore::label).toList());
    }

    @Test
    void aRaterWhoLabelsNothingHasNoSay() {
        Random random = new Random(4);
        float[] truth = truth(random, 2000, 2);
        List<String> warnings = new ArrayList<>();
        List<Volume> raters = List.of(rater(random, "a", truth, 0.95, 0.99), rater(random, "b", truth, 0.95, 0.99),
            rater(random, "c", truth, 0.95, 0.99), ConsensusTest.rater("none", new float[2000]));
        Consensus all = Consensus.of(ConsensusMethod.STAPLE, raters,
            event -> warnings.add(event.text()));
        assertEquals(List.of("none: labels nothing, where others do"), warnings);
        assertEquals(0, all.scores().get(3).sensitivity());
        assertEquals(1, all.scores().get(3).specificity());
        assertTrue(wrong(all, truth) < 40);
    }

    @Test
    void twoRatersAreWarnedAbout() {
        List<String> warnings = new ArrayList<>();
        Consensus.of(ConsensusMethod.STAPLE, List.of(ConsensusTest.rater("a", 0, 1, 1),
            ConsensusTest.rater("b", 0, 0, 1)), event -> warnings.add(event.text()));
        assertTrue(warnings.get(0).startsWith("STAPLE of two raters"), warnings::toString);
    }

    // -- Helper methods --

    /** The paper's equations 8 and 9 to 13 with W, p and q for each voxel, as often as the program iterated. */
    private static double[][] paper(List<Volume> raters, int iterations) {
        int n = raters.get(0).voxels().length;
        double[][] pq = new double[raters.size()][2];
        double prior = 0;
        for (int j = 0; j < pq.length; j++) {
            pq[j][0] = pq[j][1] = 0.99999;
            for (float vote : raters.get(j).voxels()) {
                prior += vote / n / pq.length;
            }
        }
        for (int k = 0; k <= iterations; k++) {
            double[] w = new double[n];
            for (int i = 0; i < n; i++) {
                double yes = prior;
                double no = 1 - prior;
                for (int j = 0; j < pq.length; j++) {
                    boolean vote = raters.get(j).voxels()[i] == 1;
                    yes *= vote ? pq[j][0] : 1 - pq[j][0];
                    no *= vote ? 1 - pq[j][1] : pq[j][1];
                }
                w[i] = yes / (yes + no);
            }
            for (int j = 0; j < pq.length; j++) {
                double hit = 0;
                double positive = 0;
                double rejected = 0;
                for (int i = 0; i < n; i++) {
                    boolean vote = raters.get(j).voxels()[i] == 1;
                    positive += w[i];
                    hit += vote ? w[i] : 0;
                    rejected += vote ? 0 : 1 - w[i];
                }
                pq[j] = new double[] {hit / positive, rejected / (n - positive)};
            }
        }
        return pq;
    }

    private static float[] truth(Random random, int voxels, int classes) {
        float[] truth = new float[voxels];
        for (int i = 0; i < voxels; i++) {
            truth[i] = random.nextInt(3) == 0 ? 1 + random.nextInt(classes - 1) : 0;
        }
        return truth;
    }

    /** Right on a label with one probability and on the background with another; a wrong label is the next one. */
    private static Volume rater(Random random, String name, float[] truth, double sensitivity, double specificity) {
        float max = 0;
        for (float t : truth) {
            max = Math.max(max, t);
        }
        float[] says = new float[truth.length];
        for (int i = 0; i < says.length; i++) {
            boolean right = random.nextDouble() < (truth[i] > 0 ? sensitivity : specificity);
            says[i] = right ? truth[i] : (truth[i] + 1) % (max + 1);
        }
        return ConsensusTest.rater(name, says);
    }

    private static long wrong(Consensus consensus, float[] truth) {
        long wrong = 0;
        for (int i = 0; i < truth.length; i++) {
            wrong += consensus.labels().voxels()[i] == truth[i] ? 0 : 1;
        }
        return wrong;
    }
}
