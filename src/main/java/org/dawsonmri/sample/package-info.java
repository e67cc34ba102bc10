/** Synthetic heads with lesions: scans to try things out with. Uses {@code volume} and {@code nifti}. */
package org.dawsonmri.sample;
