/** Synthetic heads with lesions: scans to try things out with. Uses {@code dataset} and {@code nifti}. */
package org.dawsonmri.sample;
