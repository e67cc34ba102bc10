/**
 * Labelling in place: regions that a user drew become a label map with the scan's geometry, and back; open scans and
 * labels become a data set to train on; the slices that are worth correcting next are found.
 */
package org.dawsonmri.imagej.label;
