/** The process that this is and the computer it runs on: what has to be set before native libraries are loaded. */
package org.dawsonmri.runtime;
