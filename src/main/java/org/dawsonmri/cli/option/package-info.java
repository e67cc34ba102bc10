/**
 * What subcommands share: groups of options, of which those that are settings come from the table of settings;
 * progress on a terminal; tables and JSON. Only {@code cli} uses it.
 */
package org.dawsonmri.cli.option;
