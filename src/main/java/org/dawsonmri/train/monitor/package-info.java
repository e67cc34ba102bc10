/** What can be watched while a network is trained: TensorBoard's event files and pictures of slices. */
package org.dawsonmri.train.monitor;
