/**
 * Brings the engine, which is TensorFlow and the libraries that our command line needs, into ImageJ's folder: from
 * Maven Central or a mirror of it, or from a folder or zip on computers without internet. What belongs to it is fixed
 * when Dawson is built, each jar with its size and SHA-256, so that it does not matter where a jar comes from.
 */
package org.dawsonmri.engine.install;
