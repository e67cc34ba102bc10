/**
 * Several sets of scores of the same cases side by side: paired differences, their tests, tables as in the papers.
 * Uses {@code evaluate}.
 */
package org.dawsonmri.compare;
