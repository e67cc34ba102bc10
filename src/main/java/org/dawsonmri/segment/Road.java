package org.dawsonmri.segment;

import org.dawsonmri.Progress;
import org.dawsonmri.preprocess.PreparedScan;

/** How a model's networks come from a prepared scan to what is found in it. */
interface Road {

    /**
     * Looks at a scan; tells its phases from {@code graph} on.
     *
     * @param scan its channels in the model's order
     * @param name of the scan
     * @return in the scan's own grid
     */
    Segmentation segment(PreparedScan scan, String name, Progress progress);
}
