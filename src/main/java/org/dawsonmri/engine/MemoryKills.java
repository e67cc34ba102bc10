package org.dawsonmri.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How many processes the system had ended for lack of memory at some time. Linux counts them, those that exceeded the
 * limit of a container or of a queue system's job included; other systems do not tell.
 *
 * @param counters Linux' file of counters, {@code /proc/vmstat}
 * @param count of the computer's whole life; empty if the system does not tell
 */
record MemoryKills(Path counters, OptionalLong count) {

    private static final String KEY = "oom_kill ";

    static MemoryKills now() {
        return at(Path.of("/proc/vmstat"));
    }

    static MemoryKills at(Path counters) {
        return new MemoryKills(counters, read(counters));
    }

    /** How many there were since then; empty if the system does not tell. */
    OptionalLong since() {
        OptionalLong now = read(counters);
        return count.isPresent() && now.isPresent() ? OptionalLong.of(now.getAsLong() - count.getAsLong())
            : OptionalLong.empty();
    }

    private static OptionalLong read(Path counters) {
        if (!Files.isReadable(counters)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(counters).stream().filter(line -> line.startsWith(KEY))
                .mapToLong(line -> Long.parseLong(line.substring(KEY.length()).strip())).findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty(); // it only helps to explain
        }
    }
}
