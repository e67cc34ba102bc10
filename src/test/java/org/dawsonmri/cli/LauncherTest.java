package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.runtime.FileNames;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The launcher {@code bin/dawson} with a stub in Java's place, which tells what it got, or takes the tests' classes.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class LauncherTest {

    private static final String TELL = """
        #!/bin/sh
        echo "charmap $(locale charmap)"
        printf '%s\\n' "$@"
        """;

    private static final String TELL_VARIABLES = "#!/bin/sh\necho \"LC_ALL $LC_ALL\"\n";

    @TempDir
    private Path dir;
    private Path launcher;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws IOException {
        launcher = Files.createDirectories(dir.resolve("dawson/bin")).resolve("dawson");
        Files.copy(Path.of("src/main/dist/bin/dawson"), launcher);
        environment.put("PATH", dir.resolve("stub") + ":" + System.getenv("PATH"));
        Files.createDirectories(dir.resolve("stub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8", ""})
    void aLocaleWithoutLettersBecomesOneWithAll(String locale) throws Exception {
        assumeTrue(run("locale", "-a").stream().anyMatch(line -> line.matches("(?i).*utf-?8")), "no UTF-8 locale");
        stub("java", TELL);
        environment.put("LC_ALL", locale);
        assertEquals(List.of("charmap UTF-8", "-Dsome=thing", "-cp", dir.resolve("dawson") + "/lib/*",
            "org.dawsonmri.cli.Dawson", "info", "a file"), dawson("info", "a file"));
    }

    @Test
    void anotherLocaleStays() throws Exception {
        stub("java", TELL_VARIABLES);
        environment.put("LC_ALL", "");
        String utf8 = run("locale", "-a").stream().filter(line -> line.matches("(?i).*utf-?8")).findFirst()
            .orElse(null);
        assumeTrue(utf8 != null, "no UTF-8 locale");
        environment.put("LANG", utf8);
        assertEquals(List.of("LC_ALL "), dawson());
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", ""})
    void withoutTheProgramThatTellsLocalesTheVariablesDecide(String locale) throws Exception {
        stub("java", TELL_VARIABLES);
        for (String tool : List.of("sh", "dirname", "uname", "grep", "sort", "head")) {
            stub(tool, "#!/bin/sh\nexec " + run("which", tool).get(0) + " \"$@\"\n");
        }
        environment.put("PATH", dir.resolve("stub").toString());
        environment.put("LC_ALL", locale);
        assertEquals(List.of("LC_ALL C.UTF-8"), dawson());
        environment.put("LC_ALL", "de_DE.UTF-8");
        assertEquals(List.of("LC_ALL de_DE.UTF-8"), dawson());
    }

    @Test
    void filesWithUmlautsAreFoundInTheLocaleC() throws Exception {
        assumeFalse(FileNames.areAscii(), "the tests themselves run in the locale C");
        Path scan = dir.resolve("Müller scan.nii.gz");
        Volume volume = Volume.zeros(Geometry.ofSpacing(3, 4, 5, 1, 1, 2), "scan");
        NiftiWriter.write(volume, scan, NiftiType.FLOAT32);
        stub("java", "#!/bin/sh\nshift 3\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:TieredStopAtLevel=1 -cp \"$TEST_CLASS_PATH\" \"$@\"\n");
        environment.put("TEST_CLASS_PATH", System.getProperty("java.class.path"));
        environment.put("LC_ALL", "C");
        assertTrue(String.join("\n", dawson("info", scan.toString())).contains("3 × 4 × 5"));
        Path copy = dir.resolve("Åse.nii");
        dawson("convert", scan.toString(), copy.toString());
        assertTrue(Files.exists(copy));
    }

    // -- Helper methods --

    private void stub(String program, String script) throws IOException {
        Path file = dir.resolve("stub").resolve(program);
        Files.writeString(file, script);
        assertTrue(file.toFile().setExecutable(true));
    }

    private List<String> dawson(String... arguments) throws IOException, InterruptedException {
        environment.put("DAWSON_OPTS", "-Dsome=thing");
        String[] command = new String[arguments.length + 2];
        command[0] = "/bin/sh";
        command[1] = launcher.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return run(command);
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.matches("LC_.*|LANG|JAVA_HOME"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }
}
