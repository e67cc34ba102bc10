/**
 * What a training learns from: scans are prepared once, a {@link org.dawsonmri.train.data.Sampler} cuts slices, boxes
 * or voxels, batches wait in a queue. Knows no graph.
 */
package org.dawsonmri.train.data;
