package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The built tree of the update site. Runs in {@code mvn verify}, after it was built. */
class UpdateSiteCheck {

    private static final Path SITE = Path.of("update-site");
    private static final long MOST_BYTES = 20_000_000;
    /** Managed by Fiji's bill of materials, but not known to be in every Fiji; the version is the same. */
    private static final Set<String> PERHAPS_MISSING = Set.of("commons-csv");

    @Test
    void nothingOverlapsWithFijiAndNothingIsLarge() throws IOException {
        Set<String> shipped = FijiJars.names();
        shipped.removeAll(PERHAPS_MISSING);
        assertTrue(shipped.containsAll(Set.of("scijava-common", "imglib2", "ij", "gson", "snakeyaml")));
        for (Path file : files()) {
            assertTrue(Files.size(file) < MOST_BYTES, file + " has " + Files.size(file) + " bytes");
            assertFalse(file.toString().endsWith(".jar") && shipped.contains(FijiJars.nameOf(file)), file.toString());
        }
    }

    @Test
    void ourJarIsInPlugins() throws IOException {
        List<Path> jars = files().stream().filter(file -> file.startsWith(SITE.resolve("plugins"))).toList();
        assertEquals(1, jars.size(), jars + "; 'mvn clean' removes older ones");
        assertTrue(jars.get(0).toString().replace('\\', '/').matches("update-site/plugins/Dawson_-[^/]+\\.jar"));
        try (JarFile jar = new JarFile(jars.get(0).toFile())) {
            for (String entry : List.of("plugins.config", "META-INF/json/org.scijava.plugin.Plugin",
                "META-INF/THIRD-PARTY.txt", "org/dawsonmri/engine/common.tsv",
                "org/dawsonmri/engine/native.tsv")) {
                assertNotNull(jar.getEntry(entry), entry);
            }
            assertTrue(jar.stream().noneMatch(entry -> entry.getName().startsWith("org/tensorflow")));
        }
    }

    @Test
    void whatAnOldFijiLoadsIsForJava8() throws IOException {
        Path plugin = files().stream().filter(file -> file.startsWith(SITE.resolve("plugins"))).findFirst()
            .orElseThrow();
        try (JarFile jar = new JarFile(plugin.toFile())) {
            for (String source : OldJavaTest.sources()) {
                String entry = source.replace(".java", ".class");
                try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
                    assertEquals(52, in.readNBytes(8)[7], entry);
                }
            }
        }
    }

    /** The rest of TensorFlow's and the command line's libraries belong to the engine. */
    @Test
    void nothingButTablesAndStatisticsComesAlong() throws IOException {
        List<String> names = files().stream().filter(file -> file.startsWith(SITE.resolve("jars")))
            .map(FijiJars::nameOf).toList();
        assertTrue(names.contains("commons-statistics-inference"), names.toString());
        assertTrue(names.contains("commons-csv"), names.toString());
        assertTrue(names.stream().allMatch(name -> name.matches("commons-csv|commons-(statistics|numbers|rng)-.*")),
            names.toString());
    }

    /** Folders that Fiji's updater looks into. */
    @Test
    void everyFileIsWhereTheUpdaterLooks() throws IOException {
        for (Path file : files()) {
            assertTrue(Set.of("plugins", "macros", "jars").contains(file.getName(1).toString()), file.toString());
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
