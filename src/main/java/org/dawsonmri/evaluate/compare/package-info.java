/** Several segmentations of the same cases beside each other: paired differences, their tests, and tables as in papers. */
package org.dawsonmri.evaluate.compare;
