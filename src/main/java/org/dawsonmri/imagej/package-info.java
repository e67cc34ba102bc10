/**
 * Dawson in ImageJ's own process: how commands start and fail, dialogs, progress, tables and plots in windows.
 * TensorFlow is never needed here: long work runs in the worker of {@code engine}.
 */
package org.dawsonmri.imagej;
