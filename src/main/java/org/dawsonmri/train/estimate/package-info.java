/**
 * What a network will need before it runs, read from its graph: memory, arithmetic, and what the machine has of the
 * former.
 */
package org.dawsonmri.train.estimate;
