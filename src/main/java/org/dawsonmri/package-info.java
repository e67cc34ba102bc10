/**
 * What every room uses: what a user can put right ({@link org.dawsonmri.DawsonException}), how work is watched and
 * ended ({@link org.dawsonmri.Progress}), settings as a table ({@link org.dawsonmri.Setting}), files that are whole or
 * not there ({@link org.dawsonmri.AtomicFile}), tables and quantiles. Uses no other package of Dawson's.
 */
package org.dawsonmri;
