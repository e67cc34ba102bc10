/** Reads and writes NIfTI-1, NIfTI-2 and Analyze. Uses {@code volume}. */
package org.dawsonmri.nifti;
