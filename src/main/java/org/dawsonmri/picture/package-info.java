/**
 * What pictures of slices and charts are drawn with, text included, without a display and without the computer's fonts.
 */
package org.dawsonmri.picture;
