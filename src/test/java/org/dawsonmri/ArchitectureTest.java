package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of docs/architecture.md that the sources can show. */
class ArchitectureTest {

    private static final Path MAIN = Path.of("src/main/java");

    /** What would load TensorFlow before the process is set up for it. */
    @Test
    void tensorFlowIsLoadedInOnePlace() {
        Pattern loading = Pattern.compile("\\bTensorFlow\\.(version|load)|new Graph\\(");
        Pattern bundled = Pattern.compile("SavedModelBundle\\.lo|TF_Graph\\.new");
        assertEquals(List.of(), offenders((file, text) -> !file.endsWith("TensorFlowLibrary.java")
            && (loading.matcher(text).find() || bundled.matcher(text).find()
            && !text.contains("TensorFlowLibrary.load()"))));
    }

    @Test
    void randomnessHasASeed() {
        Pattern unseeded = Pattern.compile("new (Splittable)?Random\\(\\)|Math\\.random\\(|ThreadLocalRandom");
        assertEquals(List.of(), offenders((file, text) -> unseeded.matcher(text).find()));
    }

    /**
     * In ImageJ's process the locale is the user's, and his digits, commas and letters have no place in what we write.
     */
    @Test
    void nothingDependsOnTheLocale() {
        Pattern localised = Pattern.compile("String\\.format\\((?!\\s*(java\\.util\\.)?Locale\\.ROOT)|\\.formatted\\("
            + "|\\.to(Low|Upp)erCase\\(\\)|\\.printf\\(|new (java\\.util\\.)?Formatter\\(|NumberFormat\\.|DecimalFormat"
            + "|DateFormat|ofLocalized|ofPattern\\([^,]*\\)|Calendar\\.getInstance|Collator");
        assertEquals(List.of(), offenders((file, text) -> localised.matcher(text).find()));
    }

    @Test
    void onlyTheCommandLinePrints() {
        Pattern printing = Pattern.compile("System\\.(out|err)|printStackTrace");
        assertEquals(List.of(), offenders((file, text) ->
            printing.matcher(text).find() && !topPackage(file).equals("cli")));
    }

    /** docs/explanation/trust.md promises it. */
    @Test
    void onlyTheEngineIsFetched() {
        Pattern network = Pattern.compile("java\\.net\\.http|Socket|URLConnection|openStream\\(|(?<!toUri\\(\\)\\.)toURL\\(");
        assertEquals(List.of("RemoteSource.java"), offenders((file, text) -> network.matcher(text).find()).stream()
            .map(file -> Path.of(file).getFileName().toString()).toList());
    }

    @Test
    void filesStayShort() {
        assertEquals(List.of(), offenders((file, text) -> text.lines().count() > 300));
    }

    @Test
    void theSourcesAreFound() {
        assertTrue(sources().size() > 50);
    }

    private static List<String> offenders(BiPredicate<Path, String> offends) {
        return sources().stream().filter(file -> offends.test(file, read(file))).map(Path::toString).toList();
    }

    /** The package below org.dawsonmri, empty for the root and for Nifti_Reader. */
    private static String topPackage(Path file) {
        Path relative = MAIN.relativize(file);
        return relative.getNameCount() > 3 ? relative.getName(2).toString() : "";
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
