package org.dawsonmri.evaluate;

import org.dawsonmri.Progress;

import java.util.Arrays;

/**
 * Simultaneous truth and performance level estimation (Warfield, Zou and Wells, IEEE Trans Med Imaging 23, 2004) for
 * any number of classes.
 *
 * <p>Rater j is described by a confusion matrix θⱼ(d, s) = P(says d | truth is s), and a voxel's truth is a hidden
 * variable. Expectation maximisation goes to and fro between the probability of each class in each voxel, W(s) ∝ f(s)
 * Πⱼ θⱼ(dⱼ, s), and the matrices that this makes most likely, θⱼ(d, s) = Σ W(s) over voxels where j says d / Σ W(s)
 * over all. With two classes, θⱼ(1, 1) is the paper's sensitivity p and θⱼ(0, 0) its specificity q. The prior f(s) is
 * the part of all raters' votes in the whole image that is for s, as the paper proposes; matrices start with {@value
 * #FIRST_TRUST} on the diagonal, so that a vote begins as nearly the truth. Voxels are taken for independent of each
 * other.
 */
final class Staple {

    static final double FIRST_TRUST = 0.99999;
    static final int MOST_ITERATIONS = 5000;

    /** EM has arrived when no entry of any matrix changes by more. */
    private static final double TOLERANCE = 1e-10;

    private final Votes votes;
    private final double[] prior;
    private final double[][][] theta; // by rater, what is said, what is true
    private final double[][] weights; // by pattern, what is true
    private int iterations;
    private boolean converged;

    private Staple(Votes votes) {
        this.votes = votes;
        int classes = votes.classes();
        prior = prior(votes);
        weights = new double[votes.classOf().length][classes];
        theta = new double[votes.raters()][classes][classes];
        for (double[][] matrix : theta) {
            for (int said = 0; said < classes; said++) {
                Arrays.fill(matrix[said], classes == 1 ? 1 : (1 - FIRST_TRUST) / (classes - 1));
                matrix[said][said] = classes == 1 ? 1 : FIRST_TRUST;
            }
        }
    }

    /** Estimates; blocks until it has converged or {@value #MOST_ITERATIONS} iterations are done. */
    static Staple estimate(Votes votes, Progress progress) {
        Staple staple = new Staple(votes);
        do {
            progress.checkCancelled();
            staple.expect();
            staple.converged = staple.maximise() <= TOLERANCE;
            staple.iterations++;
        } while (!staple.converged && staple.iterations < MOST_ITERATIONS);
        staple.expect();
        return staple;
    }

    /** Probability of each class, by pattern and class. */
    double[][] weights() {
        return weights;
    }

    int iterations() {
        return iterations;
    }

    boolean converged() {
        return converged;
    }

    /** In logarithms: a product over many raters would vanish. */
    private void expect() {
        for (int p = 0; p < weights.length; p++) {
            double[] w = weights[p];
            double most = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < w.length; s++) {
                w[s] = Math.log(prior[s]);
                for (int j = 0; j < theta.length; j++) {
                    w[s] += Math.log(theta[j][votes.classOf()[p][j]][s]);
                }
                most = Math.max(most, w[s]);
            }
            double sum = 0;
            for (int s = 0; s < w.length; s++) {
                w[s] = Math.exp(w[s] - most);
                sum += w[s];
            }
            for (int s = 0; s < w.length; s++) {
                w[s] /= sum;
            }
        }
    }

    /** Returns the largest change of an entry. A class that no voxel is likely to be keeps its column. */
    private double maximise() {
        int classes = prior.length;
        double change = 0;
        for (int j = 0; j < theta.length; j++) {
            double[][] sums = new double[classes][classes];
            double[] all = new double[classes];
            for (int p = 0; p < weights.length; p++) {
                for (int s = 0; s < classes; s++) {
                    double weight = votes.voxels()[p] * weights[p][s];
                    sums[votes.classOf()[p][j]][s] += weight;
                    all[s] += weight;
                }
            }
            for (int said = 0; said < classes; said++) {
                for (int s = 0; s < classes; s++) {
                    double next = all[s] > 0 ? sums[said][s] / all[s] : theta[j][said][s];
                    change = Math.max(change, Math.abs(next - theta[j][said][s]));
                    theta[j][said][s] = next;
                }
            }
        }
        return change;
    }

    private static double[] prior(Votes votes) {
        double[] prior = new double[votes.classes()];
        double all = 0;
        for (int p = 0; p < votes.voxels().length; p++) {
            for (int c : votes.classOf()[p]) {
                prior[c] += votes.voxels()[p];
                all += votes.voxels()[p];
            }
        }
        for (int c = 0; c < prior.length; c++) {
            prior[c] /= all;
        }
        return prior;
    }
}
