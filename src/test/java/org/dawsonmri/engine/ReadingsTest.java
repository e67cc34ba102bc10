package org.dawsonmri.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What the check reads from texts of the operating system and of TensorFlow. */
class ReadingsTest {

    private static final String LOG = """
        2026-02-03 10:11:12.000001: I tensorflow/core/util/port.cc:153] oneDNN custom operations are on.
        2026-02-03 10:11:12.000002: W tensorflow/core/common_runtime/gpu/gpu_device.cc:2343] Cannot dlopen some GPU libraries.
        2026-02-03 10:11:13.000003: I tensorflow/cc/saved_model/reader.cc:83] Reading SavedModel
        """;

    @Test
    void driversSayTheirVersion() {
        assertEquals("535.183.01",
            Gpu.version("NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12\n"));
        assertEquals("550.54.14", Gpu.version("NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.14  "
            + "Release Build\n"));
        assertEquals("of unknown version", Gpu.version("?"));
    }

    @Test
    void whyNoGpu() {
        assertEquals("used, with NVIDIA driver 1.2",
            explain("linux-x86_64", "linux-x86_64-gpu", "1.2", List.of("CPU", "GPU")));
        assertTrue(explain("macosx-arm64", "macosx-arm64", null, List.of("CPU"))
            .endsWith("only, this is macosx-arm64"));
        assertTrue(explain("windows-x86_64", "windows-x86_64", null, List.of()).contains("Linux (x86-64) only"));
        assertTrue(explain("linux-x86_64", "linux-x86_64", null, List.of()).contains("no NVIDIA driver is running"));
        assertTrue(explain("linux-x86_64", "linux-x86_64", "1.2", List.of())
            .endsWith("built for processors only; install platform linux-x86_64-gpu with Dawson Install Engine..."));
        assertTrue(explain("linux-x86_64", "linux-x86_64-gpu", null, List.of())
            .contains("no NVIDIA driver is running"));
        assertEquals("not used, though there is an NVIDIA driver (1.2); TensorFlow says: Cannot dlopen some GPU "
            + "libraries.", explain("linux-x86_64", "linux-x86_64-gpu", "1.2", List.of("CPU")));
    }

    private static String explain(String platform, String build, String driver, List<String> devices) {
        return new Gpu(platform, build, Optional.ofNullable(driver)).explain(devices, LOG);
    }
}
