package org.dawsonmri.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as Linux has them, of machines that are not this one. */
class MachineMemoryTest {

    private static final long MB = 1 << 20;

    @TempDir
    Path root;

    @BeforeEach
    void machineOf8000() throws IOException {
        write("proc/meminfo", "MemTotal: 8192000 kB\nMemFree: 1000 kB\nMemAvailable: 4096000 kB\n");
        write("proc/self/status", "Name:\tjava\nVmRSS:\t  102400 kB\n");
    }

    @Test
    void ownMemoryCountsAsFree() {
        assertEquals(new MachineMemory(8000 * MB, 4100 * MB), MachineMemory.linux(root));
    }

    @Test
    void containersLimit() throws IOException {
        write("proc/self/cgroup", "0::/job/step\n");
        write("sys/fs/cgroup/job/memory.max", (3000 * MB) + "\n");
        write("sys/fs/cgroup/job/memory.current", (700 * MB) + "\n");
        write("sys/fs/cgroup/job/memory.stat", "anon 5\ninactive_file " + 200 * MB + "\n");
        write("sys/fs/cgroup/job/step/memory.max", "max\n");
        // Of the 700 in use, 200 are files that the kernel drops and 100 are this process.
        assertEquals(new MachineMemory(3000 * MB, 2600 * MB), MachineMemory.linux(root));
    }

    @Test
    void olderControlGroupsLimitToo() throws IOException {
        write("proc/self/cgroup", "5:cpu:/\n4:memory:/batch\n");
        write("sys/fs/cgroup/memory/batch/memory.limit_in_bytes", (2000 * MB) + "\n");
        write("sys/fs/cgroup/memory/batch/memory.usage_in_bytes", (100 * MB) + "\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", (7000 * MB) + "\n");
        assertEquals(new MachineMemory(2000 * MB, 2000 * MB), MachineMemory.linux(root));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
