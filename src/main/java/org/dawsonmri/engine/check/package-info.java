/** Says what the engine is, what it runs on, and whether it works, without loading anything of it into this process. */
package org.dawsonmri.engine.check;
