package org.dawsonmri.config;


import com.google.gson.JsonObject;

/**
 * A training's settings under a name: what a paper did, or what one has found to work.
 *
 * @param name the shipped protocol's name, or the file
 * @param description what it is and what the settings do not say; may be empty
 * @param settings to be laid over the defaults, see {@link TrainingConfig#with}
 */
public record Protocol(String name, String description, JsonObject settings) {
}
