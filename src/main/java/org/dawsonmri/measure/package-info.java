/**
 * What work costs: CPU, memory, GPU, power and temperature over time and by phase, their tables and figures;
 * benchmarks. Work tells its phases through {@link org.dawsonmri.Progress}. Uses {@code train} and {@code report}.
 */
package org.dawsonmri.measure;
