package org.dawsonmri.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** One kind of files, damaged. */
interface Damage {

    /** What they are. */
    String name();

    /**
     * Writes damaged files.
     *
     * @param random what becomes of them follows from it alone
     * @param folder an empty folder for them
     * @return what a user would do with them
     */
    Callable<?> write(SplittableRandom random, Path folder) throws IOException;
}
