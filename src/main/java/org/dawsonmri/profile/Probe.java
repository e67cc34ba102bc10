package org.dawsonmri.profile;

import java.util.Map;

/** Reads some of the metrics. Made, read and closed on the sampler's thread, where it may take its time. */
interface Probe extends AutoCloseable {

    /** Puts what it knows at the moment into {@code values}; what it does not know stays NaN. */
    void read(double[] values);

    /** Adds what its device is called, if it knows by now, to a description of the computer; called again and again. */
    void describe(Map<String, String> environment);

    @Override
    void close();
}
