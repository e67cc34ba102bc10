/**
 * One loop trains networks of slices, volumes and voxels; a cascade is two trainings with a step between. Sessions,
 * checkpoints, monitoring; {@link org.dawsonmri.train.Trainer} is the way in. Uses {@code train.data}, {@code model},
 * {@code learn}.
 */
package org.dawsonmri.train;
