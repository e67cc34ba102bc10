package org.dawsonmri.evaluate.report;

/**
 * A case in a plot.
 *
 * @param x where, from left to right; box plots do not use it
 * @param y where, from bottom to top
 * @param name of the case
 * @param href where its picture or row is, or null
 */
record Point(double x, double y, String name, String href) {
}
