/**
 * From a scan and a model to labels: windows over slices or volumes, or a cascade that is asked about voxels; several
 * models become one answer. Uses {@code model} and {@code preprocess}.
 */
package org.dawsonmri.segment;
