/**
 * Where an image of ImageJ lies in the scanner: whether its voxels are still where they were read, and what files of
 * other readers know of it.
 */
package org.dawsonmri.imagej.place;
