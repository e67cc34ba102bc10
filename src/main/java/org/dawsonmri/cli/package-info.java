/** Dawson's command line: one class for each subcommand. Nothing depends on it. */
package org.dawsonmri.cli;
