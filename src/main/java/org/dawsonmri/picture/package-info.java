/** What pictures of slices are drawn with, without a display and without fonts. */
package org.dawsonmri.picture;
