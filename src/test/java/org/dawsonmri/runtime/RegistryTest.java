package org.dawsonmri.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.preprocess.Normalizer;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What is found in jars, and what is told of jars that are wrong. */
@Tag("slow")
class RegistryTest {

    private static final String LISTING = "META-INF/services/" + Normalizer.class.getName();
    private static final Normalizer OWN = (channel, set) -> channel;

    @TempDir
    private Path dir;

    @Test
    void pluginsComeAfterDawsonsOwnAndTakeOptions() throws IOException {
        jar("half.jar", "half", "Half");
        Registry<Normalizer> registry = registry(dir.toString());
        assertEquals(List.of("none", "half"), registry.names());
        assertSame(OWN, registry.get("none"));
        JsonObject options = JsonParser.parseString("{\"factor\": 3}").getAsJsonObject();
        assertEquals("Half[factor=3.0]", registry.create("half", options).toString());
        assertEquals("Half[factor=2.0]", registry.create("half", new JsonObject()).toString());
        options.addProperty("other", 1);
        told(() -> registry.create("half", options), "normalization_options of half: unknown key 'other'");
        told(() -> registry.get("third"), "unknown normalization 'third'; known are none, half", "DAWSON_PLUGINS");
    }

    /** {@code dawson/plugins} beside {@code dawson/lib}, and nothing where Dawson's jar lies elsewhere, as in Fiji. */
    @Test
    void theFolderBesideLib() throws IOException {
        Files.createDirectories(dir.resolve("dawson/plugins"));
        jar("dawson/plugins/half.jar", "half", "Half");
        Plugins packaged = new Plugins(loader(), dir.resolve("dawson/lib/Dawson_-1.jar"), null);
        assertEquals(List.of("none", "half"), registry(packaged).names());
        Plugins fiji = new Plugins(loader(), dir.resolve("dawson/plugins/Dawson_-1.jar"), null);
        assertEquals(List.of("none"), registry(fiji).names());
        assertEquals("", fiji.text());
    }

    /** As ImageJ's class loader has them; the worker, whose class path is another, is told where they are. */
    @Test
    void onTheClassPath() throws IOException {
        Path half = jar("half.jar", "half", "Half");
        Path third = jar("third.jar", "third", "Third");
        URLClassLoader imagej = new URLClassLoader(new URL[] {half.toUri().toURL()}, loader());
        Plugins plugins = new Plugins(imagej, dir, third + File.pathSeparator + half);
        assertEquals(List.of("none", "half", "third"), registry(plugins).names());
        assertEquals(third + File.pathSeparator + half, plugins.text());
        assertEquals(List.of("none", "third", "half"), registry(plugins.text()).names());
    }

    @Test
    void aNameThatIsThereTwice() throws IOException {
        Path none = jar("mine.jar", "none", "Half");
        told(() -> registry(none.toString()).all(), none + ": its normalization example.Half is named 'none', as is "
            + "that of Dawson itself; take the jar away");
        Path a = jar("a.jar", "half", "Half");
        Path b = jar("b.jar", "half", "Other");
        told(() -> registry(a + File.pathSeparator + b).get("none"), b + ": its normalization example.Other is named "
            + "'half', as is that of " + a);
        Path newer = jar("a-2.jar", "half", "Half");
        told(() -> registry(a + File.pathSeparator + newer).all(), a + " and " + newer
            + ": both have the normalization example.Half; take one of them away");
    }

    @Test
    void whatCannotBeUsed() throws IOException {
        told(broken("gone.jar", source("half", "Half", ""), "example.Gone"), "gone.jar: a normalization in it cannot",
            "example.Gone not found", "take the jar for this one");
        told(broken("other.jar", source("half", "Half", ""), "org.dawsonmri.volume.Volume"), "other.jar: ", "not a subtype");
        told(broken("throws.jar", source("half", "Half", "if (true) throw new IllegalStateException(\"no licence\");"),
            "example.Half"), "throws.jar: ", "no licence");
        told(broken("unnamed.jar", source("half", "Half", "").replace("@org.dawsonmri.runtime.Named(\"half\")", ""), "example.Half"),
            "unnamed.jar: the normalization example.Half is named '', expected @Named with small letters");
        told(broken("capital.jar", source("My Half", "Half", ""), "example.Half"), "is named 'My Half'");
        told(broken("private.jar", source("half", "Half", "").replace("public Half()", "private Half(String none)"),
            "example.Half"), "private.jar: ", "example.Half.<init>()");
        Path newer = jar("newer.jar", "half", "Half");
        try (FileSystem zip = FileSystems.newFileSystem(newer)) {
            byte[] type = Files.readAllBytes(zip.getPath("example/Half.class"));
            type[7] = 99;
            Files.write(zip.getPath("example/Half.class"), type);
        }
        told(() -> registry(newer.toString()).all(), newer + ": a normalization in it cannot be used", "more recent");
        Path damaged = Files.writeString(dir.resolve("damaged.jar"), "PK");
        assertEquals(List.of("none"), registry(damaged.toString()).names(), "lists come all the same");
        told(() -> registry(damaged.toString()).all(), damaged + ": this plugin is no jar or damaged");
        told(() -> registry(dir.resolve("none") + File.pathSeparator).all(),
            "DAWSON_PLUGINS: " + dir.resolve("none") + " is not there");
    }

    @Test
    void aKindThatNoWorkerWouldBeTold() {
        assertThrows(IllegalArgumentException.class, () -> new Registry<>(String.class, "text", Map.of()));
    }

    // -- Helper methods --

    private static ClassLoader loader() {
        return RegistryTest.class.getClassLoader();
    }

    private Registry<Normalizer> registry(String named) {
        return registry(new Plugins(loader(), dir, named));
    }

    private static Registry<Normalizer> registry(Plugins plugins) {
        return new Registry<>(Normalizer.class, "normalization", Map.of("none", OWN), plugins);
    }

    private Path jar(String file, String name, String type) throws IOException {
        return PluginJar.write(dir.resolve(file), List.of(source(name, type, "")),
            Map.of(LISTING, "# mine\nexample." + type + " # one\n")).toRealPath();
    }

    private static String source(String name, String type, String first) {
        return "package example;\n@org.dawsonmri.runtime.Named(\"" + name + "\")\npublic record " + type
            + "(double factor) implements org.dawsonmri.preprocess.Normalizer {\npublic " + type + "() { this(2); "
            + first + " }\npublic org.dawsonmri.volume.Volume normalize(org.dawsonmri.volume.Volume channel, "
            + "org.dawsonmri.preprocess.DatasetStatistics set) { return channel; } }\n";
    }

    private Runnable broken(String file, String source, String listed) throws IOException {
        Path jar = PluginJar.write(dir.resolve(file), List.of(source), Map.of(LISTING, listed));
        return () -> registry(jar.toString()).all();
    }

    private static void told(Runnable work, String... expected) {
        String message = assertThrows(DawsonException.class, work::run).getMessage();
        for (String part : expected) {
            assertTrue(message.contains(part), message);
        }
        assertEquals(1, message.lines().count(), message);
    }
}
