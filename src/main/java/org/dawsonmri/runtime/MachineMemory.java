package org.dawsonmri.runtime;

import org.dawsonmri.DawsonException;

import org.bytedeco.javacpp.Pointer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What this process can have of the machine's memory. On Linux the kernel says what it could give away and control
 * groups (containers, queue systems) may allow less; elsewhere Java asks the system. The system property
 * {@value #PROPERTY} (megabytes) overrules all of that.
 *
 * @param totalBytes the most that this process may ever have
 * @param freeBytes what it may have now, its own memory included
 */
public record MachineMemory(long totalBytes, long freeBytes) {

    /** Megabytes that may be used, whatever the system says. */
    public static final String PROPERTY = "dawson.memory";

    private static final Path ROOT = Path.of("/");
    /** A control group without a limit has a number near the largest one (version 1). */
    private static final long NO_LIMIT = Long.MAX_VALUE >> 8;

    /** Asks the system. */
    public static MachineMemory now() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            if (!given.matches("[1-9]\\d{0,8}")) {
                throw new DawsonException("-D" + PROPERTY + " is '" + given + "', expected megabytes such as 8000");
            }
            long bytes = Long.parseLong(given) << 20;
            return new MachineMemory(bytes, bytes);
        }
        MachineMemory system = Files.isReadable(ROOT.resolve("proc/meminfo"))
            ? linux(ROOT)
            : fromJava(Runtime.getRuntime().totalMemory());
        // NB: with more than that, JavaCPP refuses to hand out memory; by default it is four times Java's heap.
        long most = Pointer.maxPhysicalBytes();
        return most <= 0 ? system
            : new MachineMemory(Math.min(most, system.totalBytes), Math.min(most, system.freeBytes));
    }

    /**
     * As Linux has it in its files.
     *
     * @param root where the file system begins
     */
    static MachineMemory linux(Path root) {
        long own = kilobytes(read(root.resolve("proc/self/status")), "VmRSS", 0);
        String memory = read(root.resolve("proc/meminfo"));
        long total = kilobytes(memory, "MemTotal", NO_LIMIT);
        long free = Math.min(total, kilobytes(memory, "MemAvailable", NO_LIMIT) + own);
        MachineMemory machine = new MachineMemory(total, free);
        for (String line : read(root.resolve("proc/self/cgroup")).lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[1].isEmpty()) {
                machine = limited(machine, root.resolve("sys/fs/cgroup"), parts[2], "memory.max", "memory.current",
                    own);
            } else if (parts.length == 3 && parts[1].equals("memory")) {
                machine = limited(machine, root.resolve("sys/fs/cgroup/memory"), parts[2], "memory.limit_in_bytes",
                    "memory.usage_in_bytes", own);
            }
        }
        return machine;
    }

    // -- Helper methods --

    /** By the limits of a group and of all groups around it. */
    private static MachineMemory limited(MachineMemory machine, Path mount, String group, String limitFile,
        String usedFile, long own) {
        MachineMemory result = machine;
        // NB: in a container the group's own path may not be there; then the mount shows the container's group.
        for (Path at = mount.resolve(group.substring(1)).normalize(); at != null && at.startsWith(mount);
            at = at.getParent()) {
            OptionalLong limit = number(at.resolve(limitFile));
            OptionalLong used = number(at.resolve(usedFile));
            if (limit.isPresent() && used.isPresent() && limit.getAsLong() < NO_LIMIT) {
                long others = Math.max(0, used.getAsLong() - fileCache(at) - own);
                long free = Math.max(0, limit.getAsLong() - others);
                result = new MachineMemory(Math.min(result.totalBytes, limit.getAsLong()),
                    Math.min(result.freeBytes, free));
            }
        }
        return result;
    }

    /** Bytes that the kernel drops when a group needs more. */
    private static long fileCache(Path group) {
        return read(group.resolve("memory.stat")).lines()
            .filter(line -> line.matches("(total_)?inactive_file \\d+"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).max().orElse(0);
    }

    private static OptionalLong number(Path file) {
        String text = read(file).strip();
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static long kilobytes(String text, String key, long otherwise) {
        return text.lines().filter(line -> line.startsWith(key + ":"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(otherwise);
    }

    /** Empty if it is not there: then it limits nothing. */
    private static String read(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** @param own what of this process is known: Java's heap */
    private static MachineMemory fromJava(long own) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            long total = system.getTotalMemorySize();
            return new MachineMemory(total, Math.min(total, system.getFreeMemorySize() + own));
        }
        return new MachineMemory(Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
