/**
 * What a training learns from: scans are prepared once, a {@link org.dawsonmri.train.data.Sampler} cuts slices, boxes
 * or voxels, batches wait in a queue. Of networks it knows only the first of a cascade, which chooses what the second
 * one sees.
 */
package org.dawsonmri.train.data;
