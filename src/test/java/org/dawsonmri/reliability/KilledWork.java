package org.dawsonmri.reliability;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Work that is killed and begun again.
 *
 * @param name in the table of results
 * @param command of {@code dawson}, in a folder of its own, the same each time
 * @param signs parts of hidden names that tell that it is writing
 * @param killed looks at the folder after a kill; throws if something in it is not as it should be
 * @param done compares an uninterrupted run's folder with one that was killed; throws if they differ
 */
record KilledWork(String name, List<String> command, List<String> signs, Consumer<Path> killed,
    BiConsumer<Path, Path> done) {
}
