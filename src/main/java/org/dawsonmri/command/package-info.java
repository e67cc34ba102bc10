/**
 * SciJava commands: forms and nothing else. The fields' names are the macro keys, in Fiji and in plain ImageJ, so they
 * never change.
 */
package org.dawsonmri.command;
