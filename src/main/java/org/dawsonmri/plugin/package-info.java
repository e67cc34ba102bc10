/**
 * What jars of others add to Dawson: networks, losses, optimisers, scores and normalisers, found by
 * {@link java.util.ServiceLoader}. Knows none of these kinds itself, so that each lies beside its {@link Registry}, and
 * nothing of TensorFlow, since ImageJ's process asks it which jars its worker needs.
 */
package org.dawsonmri.plugin;
