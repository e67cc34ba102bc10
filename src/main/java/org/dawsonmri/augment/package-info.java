/**
 * Changes training slices so that a network sees more than was labelled. One file per transform: a record that applies
 * fixed parameters to a {@link org.dawsonmri.augment.LabelledImage}, and inside it its random twin, a record of ranges
 * that draws the first. {@link org.dawsonmri.augment.Augmentation} has them all in their order. Nothing here keeps
 * state: the same parameters, or a random generator in the same state, give the same slice.
 */
package org.dawsonmri.augment;
