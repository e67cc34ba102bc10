/** Reports as one HTML file each: tables, plots as SVG, pictures of cases. Nothing is fetched, nothing needs a script. */
package org.dawsonmri.evaluate.report;
