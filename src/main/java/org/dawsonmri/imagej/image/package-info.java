/**
 * Images of ImageJ and of SciJava as volumes and back, where they lie in the scanner and whether they still do,
 * overlays of labels.
 */
package org.dawsonmri.imagej.image;
