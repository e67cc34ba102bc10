package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * What needs windows: ImageJ's recorder, forms, and the buttons that end work. On a virtual display, where there is
 * one.
 */
@Tag("alone")
@EnabledOnOs(OS.LINUX)
@Timeout(600)
class DisplayedCommandsTest {

    @TempDir
    private Path dir;

    @Test
    void aSessionInImageJ() throws IOException, InterruptedException {
        assumeTrue(isInstalled("Xvfb"), "no virtual display: Xvfb is not installed");
        Workplace place = Workplace.make(Files.createDirectory(dir.resolve("mri")));
        putIntoPlugins(Files.createDirectories(dir.resolve("imagej/plugins")));
        Path log = dir.resolve("session.log");
        Process server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten",
            "tcp").redirectError(dir.resolve("display.log").toFile()).start();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(server.getInputStream(),
            StandardCharsets.US_ASCII))) {
            ProcessBuilder session = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx1g",
                "-Djava.awt.headless=false", "-Ddawson.worker.options=" + Workplace.QUICK_START, "-Dplugins.dir="
                + dir.resolve("imagej"), "-Duser.home=" + dir, "-cp", System.getProperty("java.class.path"),
                DisplayedSession.class.getName(), place.folder().toString());
            session.environment().put("DISPLAY", ":" + reader.readLine());
            Process process = session.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            try {
                assertTrue(process.waitFor(9, TimeUnit.MINUTES), () -> text(log));
                assertEquals(0, process.exitValue(), () -> text(log));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            server.destroy();
        }
    }

    private static boolean isInstalled(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** ImageJ finds menu entries in jars with an underscore; the classes are on the class path. */
    private static void putIntoPlugins(Path plugins) throws IOException {
        try (OutputStream out = Files.newOutputStream(plugins.resolve("Dawson_.jar"));
            JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("plugins.config"));
            Files.copy(Path.of("plugins.config"), jar);
            jar.closeEntry();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
