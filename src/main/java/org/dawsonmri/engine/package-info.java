/**
 * The worker: a second JVM that runs Dawson's own command line, so that TensorFlow never enters Fiji. It cannot clash
 * with another plugin's TensorFlow there, gives all its memory back when it ends, and takes no unsaved image along
 * when it crashes.
 *
 * <p>The protocol:
 * <ul>
 * <li>Files carry the images; the command line names them.
 * <li>Standard output: every line that is a JSON object with the text {@code event} reports progress, such as
 * {@code {"event":"progress","done":3,"total":9,"what":"slices"}}. All other lines are the command's result.
 * <li>Standard input: the line {@code stop} asks to end early and keep the result, {@code cancel} to end and drop it.
 * End of input means that we are gone: the work is abandoned, which ends it as a cancel does, but a training keeps its
 * last checkpoint.
 * <li>Standard error: log text; the last line that begins with {@code dawson:} says why the worker failed.
 * <li>Exit status: 0 done, 1 failed, 2 wrong usage, 130 cancelled; anything else is a death.
 * </ul>
 */
package org.dawsonmri.engine;
