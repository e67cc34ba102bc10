package org.dawsonmri.evaluate.report;

import org.dawsonmri.volume.Volume;

/**
 * What a case's picture is drawn from.
 *
 * @param scan the scan behind the labels, in the reference's grid; null if there is none
 * @param reference the reference's labels
 * @param prediction the predicted labels
 */
public record CaseVolumes(Volume scan, Volume reference, Volume prediction) {
}
