package org.dawsonmri.evaluate.report;

import org.dawsonmri.Progress;

/** Where a report gets the volumes for its pictures: one case at a time, since all together may not fit into memory. */
@FunctionalInterface
public interface PictureSource {

    /** No pictures. */
    PictureSource NONE = (name, progress) -> null;

    /** The volumes of a case, or null if there are none. Blocks while files are read. */
    CaseVolumes volumes(String caseName, Progress progress);
}
