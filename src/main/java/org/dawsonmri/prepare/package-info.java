/** From the scanner to a scan that networks take. */
package org.dawsonmri.prepare;
