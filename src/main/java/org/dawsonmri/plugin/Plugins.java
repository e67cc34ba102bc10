package org.dawsonmri.plugin;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Reason;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
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
    private static final List<String> KINDS = List.of("org.dawsonmri.network.Network", "org.dawsonmri.loss.Loss",
        "org.dawsonmri.train.optimize.Optimizer", "org.dawsonmri.preprocess.Normalizer",
        "org.dawsonmri.evaluate.score.ScoreFamily");
    private static final Plugins HERE = new Plugins(Plugins.class.getClassLoader(), ownLocation(),
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

    /** Those of this process. */
    static Plugins find() {
        return HERE;
    }

    /** What a worker gets as its {@value #VARIABLE}; empty if there are no plugins. */
    public static String forWorker() {
        Set<Path> places = new LinkedHashSet<>(HERE.jars());
        KINDS.forEach(kind -> HERE.listings(kind).forEach(url -> places.add(place(url, SERVICES + kind))));
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
        String file = type.getName().replace('.', '/') + ".class";
        return resources(file).stream().map(url -> place(url, file).toString()).distinct().toList();
    }

    /** The jar that lists the class of which an error tells; all jars that list some, where that is not clear. */
    String jarOf(Class<?> kind, Throwable e) {
        String text = Stream.iterate(e, t -> t != null, Throwable::getCause).map(Throwable::toString)
            .collect(Collectors.joining("\n")).replace('/', '.');
        List<URL> listings = listings(kind.getName());
        List<URL> guilty = listings.stream().filter(url -> names(url).anyMatch(text::contains)).toList();
        return (guilty.isEmpty() ? listings : guilty).stream().map(url -> place(url, SERVICES + kind.getName()))
            .distinct().map(Path::toString).collect(Collectors.joining(" or "));
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

    private List<URL> listings(String kind) {
        return resources(SERVICES + kind);
    }

    private List<URL> resources(String name) {
        try {
            return Collections.list(loader().getResources(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes that a listing names. */
    private static Stream<String> names(URL listing) {
        try (InputStream in = listing.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                .map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty());
        } catch (IOException unreadable) {
            return Stream.empty(); // it is the listing's own error that is told
        }
    }

    /** The jar or folder that a resource lies in. */
    private static Path place(URL url, String resource) {
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            Path place = Path.of(url.toURI());
            for (int i = 0; i < Path.of(resource).getNameCount(); i++) {
                place = place.getParent();
            }
            return place;
        } catch (IOException | URISyntaxException e) {
            throw new DawsonException(url + ": the place of this plugin is not understood (" + e.getMessage() + ")", e);
        }
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new DawsonException(place + ": the place of this plugin is not understood (" + e.getMessage() + ")",
                e);
        }
    }

    private static Path ownLocation() {
        try {
            return Path.of(Plugins.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new DawsonException("the place of Dawson's own jar is not understood: " + e.getMessage(), e);
        }
    }
}
