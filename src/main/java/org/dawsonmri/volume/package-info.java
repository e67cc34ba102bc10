/**
 * Scans as voxels in a place: {@link org.dawsonmri.volume.Volume}, its geometry in NIfTI's words, orientation,
 * resampling, connected components. Uses the base only.
 */
package org.dawsonmri.volume;
