/**
 * What people look at: slices, outlines and text as pictures, without a display and without the computer's fonts;
 * plots; reports as one HTML file each, which fetch nothing; TensorBoard's files. Uses {@code compare}.
 */
package org.dawsonmri.report;
