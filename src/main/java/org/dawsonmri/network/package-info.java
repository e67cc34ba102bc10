/** The networks, one file each; {@link org.dawsonmri.network.Networks} has them by name. Uses {@code graph}. */
package org.dawsonmri.network;
