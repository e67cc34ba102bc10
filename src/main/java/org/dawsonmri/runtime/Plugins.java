package org.dawsonmri.runtime;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Reason;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Where plugins lie: on the class path, as the jars in Fiji's {@code plugins} and {@code jars} do; in the folder
 * {@code plugins} beside the {@code lib} that Dawson's own jar lies in; and in what the environment variable
 * {@value #VARIABLE} names, jars or folders of jars with the class path's separator between them. A worker gets all of
 * them in that variable.
 */
public final class Plugins {

    public static final String VARIABLE = "DAWSON_PLUGINS";

    /** Where to put a jar, for messages. */
    static final String PLACE = "into Fiji's or ImageJ's folder plugins, on the command line into the folder plugins"
        + " beside Dawson's lib, or name it in " + VARIABLE;

    private static final String SERVICES = "META-INF/services/";
    private static final List<String> KINDS = List.of("org.dawsonmri.network.Network", "org.dawsonmri.learn.Loss",
        "org.dawsonmri.learn.Optimizer", "org.dawsonmri.preprocess.Normalizer",
        "org.dawsonmri.score.ScoreFamily");
    /** Those of this process. */
    static final Plugins HERE = new Plugins(Plugins.class.getClassLoader(), ownLocation(),
        System.getenv(VARIABLE));

    private final ClassLoader parent;
    private final Path ownLocation;
    private final String named;
    private ClassLoader loader;

    /**
     * @param parent of the plugins' classes: what finds Dawson's own
     * @param ownLocation the jar or folder that these come from
     * @param named jars and folders; null for none
     */
    Plugins(ClassLoader parent, Path ownLocation, String named) {
        this.parent = parent;
        this.ownLocation = ownLocation;
        this.named = named;
    }

    /** What a worker gets as its {@value #VARIABLE}; empty if there are no plugins. */
    public static String forWorker() {
        return HERE.text();
    }

    /** The jar or folder that this process has Dawson's classes from. */
    public static Path ownLocation() {
        try {
            return Path.of(Plugins.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new DawsonException("the place of Dawson's own jar is not understood: " + e.getMessage(), e);
        }
    }

    /** All places as the variable has them. */
    String text() {
        Set<Path> places = new LinkedHashSet<>(jars());
        KINDS.forEach(kind -> places.addAll(places(SERVICES + kind)));
        return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Fails if an author could not hand in one of that kind, since no worker would hear of it. */
    static void requireKind(Class<?> kind) {
        if (!KINDS.contains(kind.getName())) {
            throw new IllegalArgumentException(kind + " is missing among the kinds of plugins");
        }
    }

    /** Finds the classes of plugins and of Dawson. */
    synchronized ClassLoader loader() {
        if (loader == null) {
            List<Path> jars = jars();
            loader = jars.isEmpty() ? parent
                : new URLClassLoader(jars.stream().map(Plugins::url).toArray(URL[]::new), parent);
        }
        return loader;
    }

    /** The jars or folders that have a class, one as a rule. */
    List<String> jarsWith(Class<?> type) {
        return places(type.getName().replace('.', '/') + ".class").stream().map(Path::toString).toList();
    }

    /** The jar that lists the class of which an error tells; all jars that list some, where that is not clear. */
    String jarOf(Class<?> kind, Throwable e) {
        String text = Stream.iterate(e, t -> t != null, Throwable::getCause).map(Throwable::toString)
            .collect(Collectors.joining("\n")).replace('/', '.');
        String listing = SERVICES + kind.getName();
        List<Path> jars = places(listing);
        List<Path> guilty = jars.stream().filter(jar -> names(jar, listing).anyMatch(text::contains)).toList();
        return (guilty.isEmpty() ? jars : guilty).stream().map(Path::toString).collect(Collectors.joining(" or "));
    }

    // -- Helper methods --

    private List<Path> jars() {
        Set<Path> jars = new LinkedHashSet<>();
        Path lib = ownLocation.toAbsolutePath().getParent();
        if (lib != null && lib.endsWith("lib") && Files.isDirectory(lib.resolveSibling("plugins"))) {
            jars.addAll(in(lib.resolveSibling("plugins")));
        }
        for (String name : named == null ? new String[0] : named.split(File.pathSeparator)) {
            if (!name.isBlank()) {
                jars.addAll(in(path(name.strip())));
            }
        }
        jars.stream().filter(Files::isRegularFile).forEach(Plugins::requireWhole);
        return List.copyOf(jars);
    }

    private static Path path(String name) {
        try {
            Path path = Path.of(name);
            if (Files.exists(path)) {
                return path.toRealPath();
            }
        } catch (InvalidPathException | IOException e) {
            throw new DawsonException(VARIABLE + ": " + name + " cannot be read (" + Reason.oneLine(e.getMessage())
                + "); correct it", e);
        }
        throw new DawsonException(VARIABLE + ": " + name + " is not there; correct it");
    }

    /** A jar, a folder of classes, or the jars of a folder. */
    private static List<Path> in(Path place) {
        if (Files.isRegularFile(place) || Files.isDirectory(place.resolve("META-INF"))) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            List<Path> jars = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
                jars.add(file.toRealPath());
            }
            return jars;
        } catch (IOException e) {
            throw new DawsonException(place + ": this folder of plugins cannot be read (" + e + ")", e);
        }
    }

    /** NB: a class loader passes over a damaged jar without a word. */
    private static void requireWhole(Path jar) {
        try {
            new ZipFile(jar.toFile()).close();
        } catch (IOException e) {
            throw new DawsonException(jar + ": this plugin is no jar or damaged (" + e.getMessage()
                + "); copy it again, or take it away", e);
        }
    }

    /** The classes that a jar or folder lists. */
    private static Stream<String> names(Path place, String listing) {
        try (FileSystem jar = Files.isDirectory(place) ? null : FileSystems.newFileSystem(place)) {
            return Files.readString(jar == null ? place.resolve(listing) : jar.getPath(listing)).lines()
                .map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty());
        } catch (IOException unreadable) {
            return Stream.empty(); // it is the listing's own error that is told
        }
    }

    /** The jars or folders that a resource lies in. */
    private List<Path> places(String resource) {
        List<Path> places = new ArrayList<>();
        try {
            for (URL url : Collections.list(loader().getResources(resource))) {
                String text = url.toString();
                if (text.startsWith("jar:")) {
                    places.add(Path.of(URI.create(text.substring("jar:".length(), text.indexOf("!/")))));
                } else {
                    Path folder = Path.of(URI.create(text));
                    places.add(folder.getRoot().resolve(folder.subpath(0,
                        folder.getNameCount() - Path.of(resource).getNameCount())));
                }
            }
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new DawsonException(resource + ": where plugins have it is not understood (" + e.getMessage() + ")",
                e);
        }
        return places.stream().distinct().toList();
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new DawsonException(place + ": the place of this plugin is not understood (" + e.getMessage() + ")",
                e);
        }
    }
}
