/**
 * The settings of a training and the description of a model, as a dialog, a macro, a checkpoint and a model's folder
 * hold them. Below everything that learns: what learns takes its settings from here, and nothing here knows who does.
 */
package org.dawsonmri.config;
