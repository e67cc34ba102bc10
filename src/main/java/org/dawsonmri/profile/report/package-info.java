/** One or several profiles side by side: the thesis' table, its figures, a page in HTML. */
package org.dawsonmri.profile.report;
