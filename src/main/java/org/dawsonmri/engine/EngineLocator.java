package org.dawsonmri.engine;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.runtime.NativeCache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Finds the worker's class path: the folder that {@code -Ddawson.engine} names, else {@code engines/dawson} in the
 * ImageJ or Fiji folder, else, in development and on the command line, our own class path. An engine folder holds jars,
 * itself or in {@code lib}, as {@code target/dawson} does after a build. Nothing of TensorFlow is loaded to find it.
 */
final class EngineLocator {

    static final String PROPERTY = "dawson.engine";

    /** A class of TensorFlow Java that TensorFlow 1.x, which other plugins bring to Fiji, does not have. */
    static final String MARKER = NativeCache.MARKER;

    private static final String LIB = "lib";

    private final UnaryOperator<String> properties;
    private final Path ownLocation;
    private final boolean ownClassPathHasTensorFlow;

    /**
     * @param properties system properties by name, null where not set
     * @param ownLocation the jar or folder that our own classes come from
     * @param ownClassPathHasTensorFlow whether {@link #MARKER} is on the class path of this JVM
     */
    EngineLocator(UnaryOperator<String> properties, Path ownLocation, boolean ownClassPathHasTensorFlow) {
        this.properties = properties;
        this.ownLocation = ownLocation;
        this.ownClassPathHasTensorFlow = ownClassPathHasTensorFlow;
    }

    /** The folder that the engine is in or belongs into. @throws DawsonException if there is no ImageJ folder */
    Path home() {
        String named = properties.apply(PROPERTY);
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        Set<Path> folders = engineFolders();
        return folders.stream().filter(Files::isDirectory).findFirst().or(() -> folders.stream().findFirst())
            .orElseThrow(() -> new DawsonException("there is no ImageJ or Fiji folder that the engine could go into; "
                + "name a folder for it, and use it with -D" + PROPERTY + "=FOLDER"));
    }

    /** The class path to start the worker with. */
    String classPath() {
        String named = properties.apply(PROPERTY);
        if (named != null && !named.isBlank()) {
            return join(jars(Path.of(named)));
        }
        Set<Path> folders = engineFolders();
        for (Path folder : folders) {
            if (!list(folder).isEmpty() || !list(folder.resolve(LIB)).isEmpty()) {
                return join(jars(folder));
            }
        }
        if (ownClassPathHasTensorFlow) {
            return properties.apply("java.class.path");
        }
        throw new DawsonException("the engine (TensorFlow) is not installed; looked for "
            + folders.stream().map(folder -> folder + ", ").collect(Collectors.joining())
            + "-D" + PROPERTY + " (not set) and TensorFlow on the class path; run Plugins > Dawson > Dawson Install "
            + "Engine..., or start with -D" + PROPERTY + "=FOLDER");
    }

    // -- Helper methods --

    /** {@code engines/dawson} below everything that may be the ImageJ folder. */
    private Set<Path> engineFolders() {
        Set<Path> roots = new LinkedHashSet<>();
        for (String name : List.of("imagej.dir", "ij.dir", "plugins.dir")) {
            String value = properties.apply(name);
            if (value != null && !value.isBlank()) {
                roots.add(root(Path.of(value).toAbsolutePath()));
            }
        }
        Path folder = ownLocation.toAbsolutePath().getParent();
        for (Path place = folder; place != null && roots.isEmpty(); place = place.getParent()) {
            if (isPart(place)) {
                roots.add(root(place));
            }
        }
        return roots.stream().map(root -> root.resolve("engines").resolve("dawson"))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Path root(Path path) {
        return isPart(path) && path.getParent() != null ? path.getParent() : path;
    }

    private static boolean isPart(Path path) {
        return path.endsWith("plugins") || path.endsWith("jars");
    }

    private List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        boolean tensorFlow = false;
        for (Path place : List.of(folder, folder.resolve(LIB))) {
            for (Path jar : list(place)) {
                tensorFlow |= hasMarker(jar);
                jars.add(jar);
            }
        }
        if (!tensorFlow) {
            throw new DawsonException(folder + ": is not an engine, found " + jars.size() + " jars in it and in its "
                + "'lib', none with TensorFlow; run Dawson Install Engine..., or correct -D" + PROPERTY);
        }
        return jars;
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> FileName.of(file).endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new DawsonException(folder + ": the engine's folder cannot be read (" + e + ")", e);
        }
    }

    private static boolean hasMarker(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(MARKER) != null;
        } catch (IOException e) {
            throw new DawsonException(jar + ": this part of the engine is damaged (" + e.getMessage()
                + "); run Dawson Install Engine..., which fetches what is damaged", e);
        }
    }

    /** Our own classes come first: the plugin and its worker are always of one version. */
    private String join(List<Path> jars) {
        return Stream.concat(Stream.of(ownLocation), jars.stream())
            .map(path -> path.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    }
}
