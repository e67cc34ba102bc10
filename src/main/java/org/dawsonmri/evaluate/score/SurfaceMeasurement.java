package org.dawsonmri.evaluate.score;

/** The distances between two surfaces in mm, in both directions, by some {@link Convention}. */
interface SurfaceMeasurement {

    /** The distance that {@code percent} of the surface does not exceed; 100 gives the largest distance. */
    double percentile(double percent);

    /** Mean distance from the predicted surface to the reference. */
    double meanFromPredicted();

    /** Mean distance from the reference's surface to the prediction. */
    double meanFromReference();

    /** Mean of all distances of both directions. */
    double mean();

    /** The part of both surfaces that is no further than {@code tolerance} mm from the other. */
    double within(double tolerance);
}
