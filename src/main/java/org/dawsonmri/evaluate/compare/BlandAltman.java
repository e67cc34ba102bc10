package org.dawsonmri.evaluate.compare;

import org.dawsonmri.evaluate.score.Statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Agreement of two measurements of the same cases (Bland and Altman, Stat. Methods Med. Res. 8:135, 1999): the mean
 * difference, and the limits between which 95 % of the differences are expected, mean ± 1.96 SD. Confidence intervals
 * are 95 %, by Student's t: the bias has the standard error SD / √n, each limit SD · √(1/n + 1.96² / (2 (n − 1))).
 *
 * @param n cases
 * @param bias mean of predicted − reference
 * @param biasInterval its confidence interval
 * @param sd standard deviation of the differences
 * @param lower lower limit of agreement
 * @param lowerInterval its confidence interval
 * @param upper upper limit of agreement
 * @param upperInterval its confidence interval
 */
public record BlandAltman(int n, double bias, Interval biasInterval, double sd, double lower, Interval lowerInterval,
        double upper, Interval upperInterval) {

    private static final double WIDTH = 1.96;

    /** @param differences one for each case, without NaN; limits need two, intervals as well */
    static BlandAltman of(double[] differences) {
        Statistics s = Statistics.of(differences);
        double lower = s.mean() - WIDTH * s.sd();
        double upper = s.mean() + WIDTH * s.sd();
        if (s.n() < 2) {
            return new BlandAltman(s.n(), s.mean(), Interval.UNDEFINED, s.sd(), lower, Interval.UNDEFINED, upper,
                Interval.UNDEFINED);
        }
        double t = TDistribution.of(s.n() - 1).inverseCumulativeProbability(0.975);
        double ofBias = t * s.sd() / Math.sqrt(s.n());
        double ofLimit = t * s.sd() * Math.sqrt(1.0 / s.n() + WIDTH * WIDTH / (2 * (s.n() - 1)));
        return new BlandAltman(s.n(), s.mean(), Interval.around(s.mean(), ofBias), s.sd(), lower,
            Interval.around(lower, ofLimit), upper, Interval.around(upper, ofLimit));
    }
}
