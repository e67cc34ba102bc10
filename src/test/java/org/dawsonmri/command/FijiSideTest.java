package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.FijiJars;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What runs in Fiji needs nothing but what is in Fiji. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FijiSideTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Set<String> FIJI_SIDE = Set.of("command", "imagej", "engine");
    private static final Set<String> LEARNING = Set.of("graph", "network", "learn", "train", "model", "segment");

    /** All classes of the Fiji-side packages. */
    private final Set<String> roots = new TreeSet<>();
    /** What these name, and what that names, up to the learning packages and other people's classes. */
    private final Set<String> reached = new TreeSet<>();

    @BeforeAll
    void follow() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("package-info.class"))
                .map(file -> CLASSES.relativize(file).toString().replace(".class", "").replaceAll("[/\\\\]", "."))
                .filter(name -> FIJI_SIDE.contains(topPackage(name)) || !name.contains(".")).forEach(roots::add);
        }
        Deque<String> open = new ArrayDeque<>(roots);
        reached.addAll(roots);
        while (!open.isEmpty()) {
            for (String name : References.of(open.remove())) {
                if (reached.add(name) && name.startsWith("org.dawsonmri.") && !LEARNING.contains(topPackage(name))) {
                    open.add(name);
                }
            }
        }
    }

    @Test
    void theLoaderHasNoTensorFlow() {
        ClassLoader fiji = new WithoutTensorFlow();
        assertThrows(ClassNotFoundException.class, () -> fiji.loadClass("org.tensorflow.Graph"));
        assertTrue(assertThrows(InvocationTargetException.class, () -> Class.forName(
            "org.dawsonmri.graph.TensorFlowRuntime", true, fiji).getMethod("current").invoke(null)).getCause()
            instanceof LinkageError);
    }

    /** SciJava looks at commands' fields and methods, so these have to resolve, too. */
    @Test
    void everyClassLoadsAndCanBeLookedAt() {
        ClassLoader fiji = new WithoutTensorFlow();
        assertTrue(roots.size() > 60 && roots.contains("Nifti_Reader"), roots.toString());
        for (String name : roots) {
            assertDoesNotThrow(() -> {
                Class<?> type = Class.forName(name, true, fiji);
                type.getDeclaredFields();
                type.getDeclaredMethods();
                type.getDeclaredConstructors();
            }, name);
        }
    }

    @Test
    void whatTheyReachLoadsToo() {
        ClassLoader fiji = new WithoutTensorFlow();
        assertTrue(reached.contains("org.dawsonmri.config.Protocols"), reached.toString());
        for (String name : reached) {
            if (name.startsWith("org.dawsonmri.")) {
                assertDoesNotThrow(() -> Class.forName(name, true, fiji), name);
            }
        }
    }

    @Test
    void allElseIsInJavaInFijiOrOnTheUpdateSite() {
        Set<String> shipped = FijiJars.names();
        Set<String> jars = new TreeSet<>();
        for (String name : reached) {
            URL url = getClass().getClassLoader().getResource(name.replace('.', '/') + ".class");
            if (url != null && url.getProtocol().equals("jar")) {
                String file = url.getPath();
                jars.add(FijiJars.nameOf(Path.of(file.substring(0, file.indexOf('!')))));
            }
        }
        assertTrue(jars.contains("scijava-common"), jars.toString());
        // src/assembly/update-site.xml
        jars.removeIf(jar -> jar.matches("commons-csv|commons-(statistics|numbers|rng)-.*"));
        assertEquals(Set.of(), minus(jars, shipped));
        assertTrue(jars.stream().noneMatch(jar -> jar.matches("tensorflow.*|javacpp|protobuf.*|picocli|ndarray")),
            jars.toString());
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** The package below org.dawsonmri. */
    private static String topPackage(String name) {
        String[] parts = name.split("\\.");
        return parts.length > 3 && name.startsWith("org.dawsonmri.") ? parts[2] : "";
    }
}
