/**
 * Paints lesions into slices: {@link org.dawsonmri.augment.lesion.LesionShapes} are read from masks, {@link
 * org.dawsonmri.augment.lesion.LesionContrast} is measured on real lesions, {@link
 * org.dawsonmri.augment.lesion.LesionPainter} draws, {@link org.dawsonmri.augment.lesion.Painting} applies.
 */
package org.dawsonmri.augment.lesion;
