/** Several segmentations of the same cases side by side: paired differences, their tests, and tables as in papers. */
package org.dawsonmri.evaluate.compare;
