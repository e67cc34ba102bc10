package org.dawsonmri.runtime;

import org.dawsonmri.DawsonException;

import com.sun.management.HotSpotDiagnosticMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The processor, as far as the operating system and Java tell without further libraries.
 *
 * @param name such as "AMD EPYC"; "" if unknown
 * @param features those that matter for TensorFlow, as the system writes them in lower case; empty if unknown
 * @param bfloat16 whether it computes in bfloat16 rather than emulating it; empty if unknown
 */
public record Processor(String name, Set<String> features, Optional<Boolean> bfloat16) {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /** In the order in which they were invented; x86-64, then ARM. */
    private static final List<String> MATTER = List.of("sse4_1", "sse4_2", "avx", "f16c", "fma", "avx2", "avx_vnni",
        "avx512f", "avx512bw", "avx512vl", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_tile", "amx_int8",
        "amx_bf16", "asimd", "asimdhp", "asimddp", "sve", "sve2", "bf16", "i8mm", "neon", "feat_bf16", "feat_i8mm");

    private static final List<String> SETS = List.of("sse4_2", "avx", "avx2", "avx_vnni", "avx512f", "avx512_vnni",
        "avx512_bf16", "avx512_fp16", "amx_tile", "neon", "asimd", "sve", "sve2");

    private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16", "bf16", "feat_bf16");

    /** What Java's option UseAVX, which it sets itself, stands for. */
    private static final List<String> BY_USE_AVX = List.of("sse4_2", "avx", "avx2", "avx512f");

    /** oneDNN's own variable, and the last of our features that some of its values leave. */
    private static final String LIMIT = "ONEDNN_MAX_CPU_ISA";
    private static final Map<String, String> LIMITS = Map.of("SSE41", "sse4_1", "AVX", "avx", "AVX2", "avx2",
        "AVX2_VNNI", "avx_vnni", "AVX2_VNNI_2", "avx_vnni", "AVX512_CORE", "avx512vl", "AVX512_CORE_VNNI",
        "avx512_vnni");

    /** This computer's, as oneDNN may use it. */
    public static Processor current() {
        return read().limitedTo(System.getenv(LIMIT));
    }

    /** True if computing in bfloat16 would be slower than in float32, since it would be emulated. */
    public boolean lacksBfloat16() {
        return bfloat16.isPresent() && !bfloat16.get();
    }

    /** The newest set of instructions, such as AVX2; "unknown" if unknown. */
    public String instructions() {
        return SETS.stream().filter(features::contains).reduce((older, newer) -> newer)
            .map(set -> set.toUpperCase(Locale.ROOT)).orElse("unknown");
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
        return of(name, Arrays.asList(flags.toLowerCase(Locale.ROOT).split("\\s+")));
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
        return of(name, flags);
    }

    /**
     * Windows tells programs nothing of bfloat16, but Java's virtual machine finds out how far it may go, and without
     * AVX-512 there is none.
     *
     * @param name null if unknown
     * @param useAvx the virtual machine's option UseAVX; null if it has none
     */
    static Processor ofWindows(String name, String useAvx) {
        int level = useAvx == null ? -1 : Math.min(Integer.parseInt(useAvx), BY_USE_AVX.size() - 1);
        return new Processor(name == null ? "" : name, that(BY_USE_AVX.subList(0, level + 1)),
            level < 0 || level == BY_USE_AVX.size() - 1 ? Optional.empty() : Optional.of(false));
    }

    /** @param limit oneDNN's; null for none */
    Processor limitedTo(String limit) {
        String last = limit == null ? null : LIMITS.get(limit.toUpperCase(Locale.ROOT));
        return last == null ? this : new Processor(name,
            that(MATTER.subList(0, MATTER.indexOf(last) + 1).stream().filter(features::contains).toList()),
            Optional.of(false));
    }

    // -- Helper methods --

    private static Processor read() {
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
        return ofWindows(System.getenv("PROCESSOR_IDENTIFIER"), useAvx());
    }

    private static Processor of(String name, Collection<String> flags) {
        Set<String> features = that(flags);
        return new Processor(name, features, features.isEmpty() ? Optional.empty()
            : Optional.of(features.stream().anyMatch(BFLOAT16::contains)));
    }

    private static Set<String> that(Collection<String> flags) {
        Set<String> set = new LinkedHashSet<>(MATTER);
        set.retainAll(new LinkedHashSet<>(flags));
        return set;
    }

    private static String useAvx() {
        try {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption("UseAVX").getValue();
        } catch (IllegalArgumentException noSuchOption) {
            return null;
        }
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
