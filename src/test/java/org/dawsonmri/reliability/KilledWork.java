package org.dawsonmri.reliability;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Work that is killed and begun again.
 *
 * @param name in the table of results
 * @param command of {@code dawson}, in a folder of its own
 * @param again the command after a kill
 * @param killed looks at the folder after a kill; throws if something in it is not as it should be
 * @param done compares an uninterrupted run's folder with one that was killed; throws if they differ
 */
record KilledWork(String name, List<String> command, List<String> again, Consumer<Path> killed,
    BiConsumer<Path, Path> done) {
}
