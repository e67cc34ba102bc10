/**
 * What is measured between two label maps: a {@link org.dawsonmri.score.Score} says its column, title, unit,
 * direction, bounds and convention, and everyone asks it. One file for each family; {@link org.dawsonmri.score.Scores}
 * has them by name. Uses {@code volume}.
 */
package org.dawsonmri.score;
