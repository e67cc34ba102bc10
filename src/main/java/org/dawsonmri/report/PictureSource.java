package org.dawsonmri.report;

import org.dawsonmri.Progress;
import org.dawsonmri.volume.Volume;

/** Where a report gets the volumes for its pictures: one case at a time, since all together may not fit into memory. */
@FunctionalInterface
public interface PictureSource {

    /** No pictures. */
    PictureSource NONE = (name, progress) -> null;

    /** The volumes of a case, or null if there are none. Blocks while files are read. */
    CaseVolumes volumes(String caseName, Progress progress);

    /**
     * What a case's picture is drawn from.
     *
     * @param scan the scan behind the labels, in the reference's grid; null if there is none
     * @param reference the reference's labels
     * @param prediction the predicted labels
     */
    record CaseVolumes(Volume scan, Volume reference, Volume prediction) {
    }
}
