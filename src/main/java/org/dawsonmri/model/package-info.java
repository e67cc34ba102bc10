/**
 * A model's folder: {@code dawson.json}, weights, what it is shared as. Reads arrays, never runs a graph that it was
 * given. Uses {@code network} and {@code config}.
 */
package org.dawsonmri.model;
