/** Reports as one HTML file each: tables, plots in SVG, pictures. Nothing is fetched; nothing needs a script. */
package org.dawsonmri.evaluate.report;
