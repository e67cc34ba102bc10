package org.dawsonmri.engine.check;

import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The processor, as far as the operating system tells without further libraries.
 *
 * @param name such as "AMD EPYC"; "" if unknown
 * @param features those that matter for TensorFlow, as the system writes them in lower case; empty if unknown
 */
record Processor(String name, Set<String> features) {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /** In the order in which they were invented; x86-64, then ARM. */
    private static final List<String> MATTER = List.of("sse4_1", "sse4_2", "avx", "f16c", "fma", "avx2", "avx512f",
        "avx512bw", "avx512vl", "avx512_vnni", "avx_vnni", "avx512_bf16", "avx512_fp16", "amx_tile", "amx_int8",
        "amx_bf16", "asimd", "asimdhp", "asimddp", "sve", "sve2", "bf16", "i8mm", "neon", "feat_bf16", "feat_i8mm");

    /** This computer's. */
    static Processor current() {
        if (Files.isReadable(CPUINFO)) {
            try {
                return parse(Files.readString(CPUINFO));
            } catch (IOException e) {
                throw new DawsonException(CPUINFO + ": cannot be read (" + e.getMessage() + ")", e);
            }
        }
        if (System.getProperty("os.name").startsWith("Mac")) {
            return parseSysctl(output("sysctl", "-a", "machdep.cpu.brand_string", "hw.optional.arm"));
        }
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return new Processor(windows == null ? "" : windows, Set.of());
    }

    /** @param text of {@code /proc/cpuinfo} */
    static Processor parse(String text) {
        String name = "";
        String flags = "";
        for (String line : text.lines().toList()) {
            String[] pair = line.split("\\s*:\\s*", 2);
            if (pair.length == 2) {
                switch (pair[0].toLowerCase(Locale.ROOT)) {
                    case "model name", "hardware" -> name = name.isEmpty() ? pair[1].strip() : name;
                    case "flags", "features" -> flags = flags.isEmpty() ? pair[1] : flags;
                    default -> { }
                }
            }
        }
        return new Processor(name, that(Arrays.asList(flags.toLowerCase(Locale.ROOT).split("\\s+"))));
    }

    /** @param text lines such as {@code hw.optional.arm.FEAT_BF16: 1} */
    static Processor parseSysctl(String text) {
        String name = "";
        Set<String> flags = new LinkedHashSet<>();
        for (String line : text.lines().toList()) {
            String[] pair = line.split(":\\s*", 2);
            if (pair[0].equals("machdep.cpu.brand_string") && pair.length == 2) {
                name = pair[1].strip();
            } else if (pair.length == 2 && pair[1].strip().equals("1")) {
                flags.add(pair[0].substring(pair[0].lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
            }
        }
        return new Processor(name, that(flags));
    }

    // -- Helper methods --

    private static Set<String> that(Collection<String> flags) {
        Set<String> set = new LinkedHashSet<>(MATTER);
        set.retainAll(new LinkedHashSet<>(flags));
        return set;
    }

    /** What a program prints; "" if it cannot be started or does not end. */
    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(5, TimeUnit.SECONDS) ? text : "";
        } catch (IOException noSuchProgram) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
