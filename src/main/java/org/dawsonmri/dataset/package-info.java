/**
 * Which scans and labels belong together: subjects, modalities and splits from a {@code dataset.tsv} or a BIDS folder,
 * and the check that finds what would spoil a training before it starts.
 */
package org.dawsonmri.dataset;
