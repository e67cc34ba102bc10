/**
 * The cascade of two 3-D patch networks (Valverde et al., NeuroImage 155, 2017) without its networks: which voxels they
 * learn from and look at, how patches are cut, what is counted. Training is in {@code train}, inference in
 * {@code segment.cascade}.
 */
package org.dawsonmri.cascade;
