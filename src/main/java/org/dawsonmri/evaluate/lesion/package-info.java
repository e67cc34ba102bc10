/** Lesions one by one: where each lies, how large it is and how bright, and totals per class. */
package org.dawsonmri.evaluate.lesion;
