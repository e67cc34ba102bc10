package org.dawsonmri.runtime;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where native libraries are unpacked to, 650 MB with TensorFlow: beside the engine, so that they go with it, or, where
 * that cannot be written to, into the user's folder for such things. A user's own setting wins.
 */
public final class NativeCache {

    /** The folder's name beside {@code lib}. */
    public static final String NAME = "cache";

    /** A class of TensorFlow Java. */
    public static final String MARKER = "org/tensorflow/types/TFloat32.class";

    private static final String JAVACPP = "org.bytedeco.javacpp.cachedir";
    private static final String JNA = "jna.tmpdir";

    private NativeCache() {
    }

    /** Tells the libraries that unpack. To be called before they are used. */
    public static void use() {
        folder(engine(), System::getProperty, System::getenv).ifPresent(folder -> {
            setUnlessSet(JAVACPP, folder);
            setUnlessSet(JNA, folder.resolve("jna"));
        });
    }

    /**
     * The folder; whoever unpacks makes it.
     *
     * @param engine the folder that {@code lib} is in; empty in development
     * @return empty if nothing can be written anywhere, which the libraries themselves will say
     */
    static Optional<Path> folder(Optional<Path> engine, UnaryOperator<String> properties,
        UnaryOperator<String> environment) {
        return engine.map(home -> home.resolve(NAME)).filter(NativeCache::isWritable)
            .or(() -> Optional.of(ofUser(properties, environment)).filter(NativeCache::isWritable));
    }

    /** By the convention of the platform. */
    static Path ofUser(UnaryOperator<String> properties, UnaryOperator<String> environment) {
        Path home = Path.of(properties.apply("user.home"));
        String system = properties.apply("os.name");
        if (system.startsWith("Windows")) {
            return named(environment.apply("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"))
                .resolve("dawson").resolve(NAME);
        }
        return system.startsWith("Mac") ? home.resolve("Library").resolve("Caches").resolve("dawson")
            : named(environment.apply("XDG_CACHE_HOME"), home.resolve(".cache")).resolve("dawson");
    }

    // -- Helper methods --

    private static Path named(String folder, Path otherwise) {
        return folder == null || folder.isBlank() ? otherwise : Path.of(folder);
    }

    private static boolean isWritable(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    /** The folder whose {@code lib} TensorFlow comes from. */
    private static Optional<Path> engine() {
        URL marker = NativeCache.class.getClassLoader().getResource(MARKER);
        if (marker == null || !marker.getProtocol().equals("jar")) {
            return Optional.empty();
        }
        String jar = marker.getPath().substring(0, marker.getPath().indexOf("!/"));
        Path lib = Path.of(URI.create(jar)).getParent();
        return lib.endsWith("lib") ? Optional.of(lib.getParent()) : Optional.empty();
    }

    private static void setUnlessSet(String property, Path folder) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, folder.toString());
        }
    }
}
