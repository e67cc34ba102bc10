package org.dawsonmri.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/** What operating systems say of processors, as it was recorded. */
class ProcessorTest {

    private static final String LINUX =
        "processor\t: 0\nmodel name\t: %s\nflags\t\t: fpu sse4_1 sse4_2 avx f16c fma %s\n\n"
        + "processor\t: 1\nmodel name\t: Other\nflags\t\t: amx_bf16\n";

    @ParameterizedTest
    @CsvSource(textBlock = """
        AMD EPYC 7763,            avx2,                                                          AVX2,        false
        Intel Core i5-3210M,      '',                                                            AVX,         false
        Intel Core Ultra 7 155H,  avx2 avx_vnni,                                                 AVX_VNNI,    false
        Intel Xeon Gold 6148,     avx2 avx512f avx512bw avx512vl,                                AVX512F,     false
        Intel Xeon Gold 6248,     avx2 avx512f avx512_vnni,                                      AVX512_VNNI, false
        AMD EPYC 9654,            avx2 avx512f avx512_bf16 avx512_vnni,                          AVX512_BF16, true
        Intel Xeon Platinum 8480, avx2 avx512f avx512_vnni avx512_bf16 amx_bf16 amx_tile,        AMX_TILE,    true
        """)
    void linux(String name, String flags, String instructions, boolean bfloat16) {
        Processor processor = Processor.parse(LINUX.formatted(name, flags));
        assertEquals(name, processor.name());
        assertEquals(instructions, processor.instructions());
        assertEquals(Optional.of(bfloat16), processor.bfloat16());
        assertEquals(!bfloat16, processor.lacksBfloat16());
    }

    @Test
    void featuresComeInTheOrderOfTheirInvention() {
        Processor processor = Processor.parse("flags : avx2 sse4_2 fpu avx avx512_bf16\nFlags : fma\n");
        assertEquals(List.of("sse4_2", "avx", "avx2", "avx512_bf16"), List.copyOf(processor.features()));
    }

    @Test
    void arm() {
        Processor graviton = Processor.parse("processor\t: 0\nFeatures\t: fp asimd asimdhp sve i8mm bf16\n");
        assertEquals("", graviton.name());
        assertEquals(List.of("asimd", "asimdhp", "sve", "bf16", "i8mm"), List.copyOf(graviton.features()));
        assertEquals("SVE", graviton.instructions());
        assertFalse(graviton.lacksBfloat16());
        assertTrue(Processor.parse("Features\t: fp asimd evtstrm\n").lacksBfloat16());
    }

    @Test
    void macs() {
        Processor m2 = Processor.parseSysctl("machdep.cpu.brand_string: Apple M2\nhw.optional.arm.FEAT_BF16: 1\n"
            + "hw.optional.arm.FEAT_I8MM: 0\nhw.optional.neon: 1\n");
        assertEquals("Apple M2", m2.name());
        assertEquals(List.of("neon", "feat_bf16"), List.copyOf(m2.features()));
        assertFalse(m2.lacksBfloat16());
        assertTrue(Processor.parseSysctl("machdep.cpu.brand_string: Apple M1\nhw.optional.arm.FEAT_BF16: 0\n"
            + "hw.optional.neon: 1\n").lacksBfloat16());
    }

    @Test
    void windows() {
        Processor haswell = Processor.ofWindows("Intel64 Family 6 Model 60 Stepping 3, GenuineIntel", "2");
        assertEquals("AVX2", haswell.instructions());
        assertTrue(haswell.lacksBfloat16());
        Processor newer = Processor.ofWindows(null, "3");
        assertEquals("AVX512F", newer.instructions());
        assertEquals(Optional.empty(), newer.bfloat16());
        Processor unknown = Processor.ofWindows("ARMv8 (64-bit) Family 8", null);
        assertEquals("unknown", unknown.instructions());
        assertFalse(unknown.lacksBfloat16());
    }

    @Test
    void nothingIsKnownOfAnEmptyText() {
        assertEquals(new Processor("", java.util.Set.of(), Optional.empty()), Processor.parse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AVX2", "avx2", "AVX512_CORE", "AVX512_CORE_VNNI"})
    void oneDnnCanBeKeptFromBfloat16(String limit) {
        Processor sapphireRapids = Processor.parse("flags : avx2 avx512f avx512_bf16 amx_bf16\n");
        assertTrue(sapphireRapids.limitedTo(limit).lacksBfloat16());
        assertEquals(limit.equalsIgnoreCase("AVX2") ? "AVX2" : "AVX512F",
            sapphireRapids.limitedTo(limit).instructions());
        assertFalse(sapphireRapids.limitedTo(null).lacksBfloat16());
        assertFalse(sapphireRapids.limitedTo("AVX512_CORE_BF16").lacksBfloat16());
        assertFalse(sapphireRapids.limitedTo("DEFAULT").lacksBfloat16());
    }

    @Test
    void thisComputersProcessorIsRead() {
        assertFalse(Processor.current().instructions().isEmpty());
    }
}
