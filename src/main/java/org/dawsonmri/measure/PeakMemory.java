package org.dawsonmri.measure;

import org.bytedeco.javacpp.Pointer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident memory of this process, Java's and native together. */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {
    }

    /** Begins anew. Only Linux can; elsewhere nothing happens. Returns whether it did. */
    static boolean reset() {
        if (!Files.isWritable(RESET)) {
            return false;
        }
        try {
            Files.writeString(RESET, "5"); // "sets the peak resident set size to the current one", proc(5)
            return true;
        } catch (IOException containerForbidsIt) {
            return false;
        }
    }

    /** Bytes at the peak; where the system keeps no count of it, bytes now. */
    static long bytes() {
        if (!Files.isReadable(STATUS)) {
            return Pointer.physicalBytes();
        }
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst().orElseGet(Pointer::physicalBytes);
        } catch (IOException e) {
            return Pointer.physicalBytes();
        }
    }
}
