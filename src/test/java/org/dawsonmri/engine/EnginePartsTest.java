package org.dawsonmri.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.command.InstallEngine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of parts against the jars that this build runs on. */
class EnginePartsTest {

    private static final Map<String, Path> RESOLVED = Arrays.stream(System.getProperty("java.class.path")
        .split(File.pathSeparator)).map(Path::of).collect(Collectors.toMap(path -> path.getFileName().toString(),
        Function.identity(), (first, second) -> first));

    @Test
    void thisPlatformsPartsAreTheResolvedJars() {
        for (EngineParts.Part part : EngineParts.of(EngineParts.thisPlatform())) {
            assertTrue(part.matches(RESOLVED.get(part.fileName()), Progress.NONE), part.toString());
        }
    }

    /** A new TensorFlow in the pom needs new rows in native.tsv. */
    @Test
    void allPlatformsHaveTheVersionOfTheBuild() {
        String common = RESOLVED.keySet().stream().filter(name -> name.matches("tensorflow-core-native-[\\d.]+\\.jar"))
            .findFirst().orElseThrow().replace(".jar", "");
        String version = common.substring(common.lastIndexOf('-') + 1);
        for (String platform : EngineParts.platforms()) {
            List<EngineParts.Part> parts = EngineParts.of(platform);
            assertEquals("org/tensorflow/tensorflow-core-native/" + version + "/" + common + "-" + platform + ".jar",
                parts.get(parts.size() - 1).path());
            assertEquals(1, parts.stream().filter(part -> part.size() > 100_000_000).count());
            assertTrue(parts.stream().allMatch(part -> part.sha256().matches("[0-9a-f]{64}")));
        }
        assertEquals(5, EngineParts.platforms().size());
    }

    @Test
    void theFormOffersEveryPlatform() {
        try (Context context = new Context(CommandService.class)) {
            List<String> expected = new ArrayList<>(EngineParts.platforms());
            expected.add("this computer");
            assertEquals(expected.stream().sorted().toList(), context.service(CommandService.class)
                .getCommand(InstallEngine.class).getInput("platform").getChoices().stream().map(String::valueOf)
                .sorted().toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"Linux,amd64,linux-x86_64", "Linux,aarch64,linux-arm64", "Mac OS X,aarch64,macosx-arm64",
        "Windows 11,amd64,windows-x86_64"})
    void platformsAreKnownByJavasNames(String os, String arch, String expected) {
        assertEquals(expected, EngineParts.platform(os, arch));
    }

    @Test
    void whatHasNoTensorFlowIsToldSo() {
        String message = assertThrows(DawsonException.class, () -> EngineParts.platform("Mac OS X", "x86_64"))
            .getMessage();
        assertTrue(message.startsWith("there is no TensorFlow for this computer (Mac OS X, x86_64)"), message);
        assertTrue(assertThrows(DawsonException.class, () -> EngineParts.of("amiga")).getMessage()
            .startsWith("'amiga': is no platform"));
        String other = EngineParts.platforms().stream().filter(name -> !EngineParts.isForThisComputer(name)).findFirst()
            .orElseThrow();
        assertTrue(assertThrows(DawsonException.class, () -> EngineInstaller.install("", other, "", Progress.NONE))
            .getMessage().startsWith("platform " + other + ": is another computer's"));
    }
}
