/**
 * This process: the computer that it runs on, where its native libraries lie, and the plugins that it was given. Uses
 * the base only.
 */
package org.dawsonmri.runtime;
