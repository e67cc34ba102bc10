/**
 * From the scanner to what a network sees, and back: {@link org.dawsonmri.preprocess.PreparedScan} is the one road.
 * Uses {@code volume}; every function takes and gives volumes.
 */
package org.dawsonmri.preprocess;
