package org.dawsonmri.augment;

import java.util.random.RandomGenerator;

/** The ranges from which a transform's parameters are drawn, and how often it happens. */
public interface RandomTransform {

    /** Share of the slices that it changes, 0 to 1. */
    double probability();

    /** Draws parameters, whatever the probability is. */
    Transform draw(RandomGenerator random, LabelledImage sample);
}
