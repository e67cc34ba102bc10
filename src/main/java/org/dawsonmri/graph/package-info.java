/**
 * TensorFlow for those who build networks: layers by the rank of what they are given, variables, gradients that
 * TensorFlow Java lacks, sessions, and what a graph will need. Knows no network.
 */
package org.dawsonmri.graph;
