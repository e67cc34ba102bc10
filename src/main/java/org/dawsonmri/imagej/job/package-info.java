/** What a command does with open images: segment, label and train in place, measure, compare; training's window. */
package org.dawsonmri.imagej.job;
