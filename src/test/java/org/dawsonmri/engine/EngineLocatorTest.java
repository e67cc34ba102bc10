package org.dawsonmri.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class EngineLocatorTest {

    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>(Map.of("java.class.path", "our/class/path"));

    @Test
    void ourOwnClassPathServesInDevelopment() {
        assertEquals("our/class/path", classPath(true));
        assertTrue(Engine.class.getClassLoader().getResource(EngineLocator.MARKER) != null);
    }

    @Test
    void theNamedFolderWinsAndOurClassesComeFirst() throws IOException {
        Path engine = engine(folder.resolve("my engine"));
        jar(engine.resolve("lib/other.jar"), "x/Y.class");
        engine(folder.resolve("Fiji/engines/dawson"));
        properties.put("imagej.dir", folder.resolve("Fiji").toString());
        properties.put(EngineLocator.PROPERTY, engine.toString());
        assertEquals(String.join(File.pathSeparator, List.of(own().toString(), engine.resolve("tf.jar").toString(),
            engine.resolve("lib/other.jar").toString())), classPath(true));
    }

    @Test
    void fijisFolderIsFoundByEachOfItsNames() throws IOException {
        Path jar = engine(folder.resolve("Fiji/engines/dawson")).resolve("tf.jar");
        String expected = own() + File.pathSeparator + jar;
        for (String name : List.of("imagej.dir", "ij.dir", "plugins.dir")) {
            properties.put(name, folder.resolve("Fiji").toString());
            assertEquals(expected, classPath(true));
            properties.put(name, folder.resolve("Fiji/plugins").toString());
            assertEquals(expected, classPath(true));
            properties.remove(name);
        }
        assertEquals(expected, classPath(true), "plugins folder that our jar lies in");
    }

    @Test
    void whoHasNoEngineIsToldWhereItBelongs() {
        properties.put("imagej.dir", folder.resolve("Fiji").toString());
        String message = assertThrows(DawsonException.class, () -> classPath(false)).getMessage();
        assertTrue(message.contains(folder.resolve("Fiji/engines/dawson").toString()), message);
        assertTrue(message.contains("-Ddawson.engine=FOLDER"), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aFolderWithoutTensorFlowIsNoEngine() throws IOException {
        jar(folder.resolve("e/old-tensorflow.jar"), "org/tensorflow/Graph.class");
        properties.put(EngineLocator.PROPERTY, folder.resolve("e").toString());
        String message = assertThrows(DawsonException.class, () -> classPath(true)).getMessage();
        assertTrue(message.startsWith(folder.resolve("e") + ": is not an engine, found 1 jars"), message);
        properties.put(EngineLocator.PROPERTY, folder.resolve("absent").toString());
        assertThrows(DawsonException.class, () -> classPath(true));
    }

    @Test
    void aDamagedJarIsNamed() throws IOException {
        Path engine = engine(folder.resolve("e"));
        Files.writeString(engine.resolve("half.jar"), "PK only half of it");
        properties.put(EngineLocator.PROPERTY, engine.toString());
        String message = assertThrows(DawsonException.class, () -> classPath(true)).getMessage();
        assertTrue(message.startsWith(engine.resolve("half.jar") + ": this part of the engine is damaged"), message);
    }

    private String classPath(boolean tensorFlow) {
        return new EngineLocator(properties::get, own(), tensorFlow).classPath();
    }

    private Path own() {
        return folder.resolve("Fiji/plugins/Dawson_-1.jar");
    }

    private static Path engine(Path engine) throws IOException {
        jar(engine.resolve("tf.jar"), EngineLocator.MARKER);
        return engine;
    }

    private static void jar(Path file, String entry) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.closeEntry();
        }
    }
}
