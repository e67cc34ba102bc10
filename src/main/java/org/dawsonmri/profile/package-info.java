/**
 * What work costs: CPU, memory, GPU, power and temperature over time, by phase; files, figures and comparisons of that.
 * Nothing here knows TensorFlow: work tells its phases through {@link org.dawsonmri.Progress}.
 */
package org.dawsonmri.profile;
