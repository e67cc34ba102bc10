/**
 * What a training makes small and how: losses and optimisers, one file each; {@link org.dawsonmri.learn.Losses} and
 * {@link org.dawsonmri.learn.Optimizers} have them by name. Uses {@code graph}.
 */
package org.dawsonmri.learn;
