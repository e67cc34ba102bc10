package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.CommandRunner;
import org.dawsonmri.imagej.OldJava;

import ij.IJ;
import ij.ImagePlus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.io.IOService;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

/** What is loaded on a Java older than 17. UpdateSiteCheck sees that the jar holds it in that form. */
class OldJavaTest {

    private static final String VERSION = "java.specification.version";
    private final String here = System.getProperty(VERSION);

    @AfterEach
    void restore() {
        System.setProperty(VERSION, here);
    }

    @Test
    void whatPomNamesNeedsNothingElseAndNoNewerJava(@TempDir Path dir) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--release", "8", "-proc:none", "-nowarn", "-implicit:none",
            "-encoding", "UTF-8", "-sourcepath", dir.toString(), "-d", dir.toString(), "-cp",
            System.getProperty("java.class.path")
                .replaceAll("[^" + java.io.File.pathSeparator + "]*[\\\\/]classes(?=[" + java.io.File.pathSeparator
                + "]|$)", "")));
        List<String> sources = sources();
        sources.forEach(source -> arguments.add("src/main/java/" + source));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        assertTrue(sources.size() > 5);
        URL[] parts = {dir.toUri().toURL(), location(IJ.class), location(Context.class)};
        System.setProperty(VERSION, "1.8");
        try (URLClassLoader old = new URLClassLoader(parts, ClassLoader.getPlatformClassLoader())) {
            String found = (String) old.loadClass("org.dawsonmri.imagej.CommandRunner")
                .getMethod("attempt", String.class, String.class).invoke(null, "Dawson Segment...", "");
            assertTrue(found.startsWith("Dawson needs Java 17 or newer (this is Java 8); install"), found);
            Object reader = old.loadClass("Nifti_Reader").getDeclaredConstructor().newInstance();
            reader.getClass().getMethod("run", String.class).invoke(reader, "scan.nii.gz");
            assertEquals(0, reader.getClass().getMethod("getWidth").invoke(reader)); // the next reader is asked
        }
    }

    @Test
    void everyEntryOfTheMenuSaysIt() {
        System.setProperty(VERSION, "11");
        assertTrue(CommandRunner.attempt("Dawson Save NIfTI...", "").contains("(this is Java 11)"));
        ImagePlus none = (ImagePlus) IJ.runPlugIn("Nifti_Reader", "scan.nii.gz");
        assertEquals(0, none.getWidth());
    }

    @Test
    void otherFormatsAndCommandsAreLeftAlone() throws IOException {
        System.setProperty(VERSION, "1.8");
        try (Context context = new Context(CommandService.class, IOService.class, OldJava.class)) {
            assertTrue(context.service(CommandService.class).getCommands().stream()
                .noneMatch(command -> command.getClassName().startsWith("org.dawsonmri")));
            assertEquals(null, context.service(IOService.class).getOpener("scan.nii.gz"));
        }
        System.setProperty(VERSION, here);
        try (Context context = new Context(CommandService.class, IOService.class, OldJava.class)) {
            assertFalse(context.service(CommandService.class).getCommands().isEmpty());
            assertNotNull(context.service(IOService.class).getOpener("scan.nii.gz"));
        }
    }

    /** As pom.xml names them. */
    static List<String> sources() throws IOException {
        return Pattern.compile("<include>([^*<]+\\.java)</include>").matcher(Files.readString(Path.of("pom.xml")))
            .results().map(result -> result.group(1)).toList();
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
