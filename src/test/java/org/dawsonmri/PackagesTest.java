package org.dawsonmri;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What packages may use, from byte code. */
class PackagesTest {

    private static final String[] WITH_TENSORFLOW = {"org.dawsonmri.graph..", "org.dawsonmri.network..",
        "org.dawsonmri.learn..", "org.dawsonmri.train..", "org.dawsonmri.model..", "org.dawsonmri.segment..",
        "org.dawsonmri.measure.."};
    private static final String[] DOORS = {"org.dawsonmri.cli..", "org.dawsonmri.command..", "org.dawsonmri.imagej.."};

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.dawsonmri");

    @Test
    void theClassesAreFound() {
        assertTrue(CLASSES.size() > 500);
    }

    /** A new room has to be worth its place; one that is full has two subjects. */
    @Test
    void packagesAreFewAndSmall() throws IOException {
        Map<Path, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(Path.of("src/main/java/org"))) {
            all.filter(file -> file.toString().endsWith(".java")).forEach(file ->
                files.merge(file.getParent(), 1L, Long::sum));
        }
        assertTrue(files.size() <= 28, files.keySet().toString());
        files.forEach((room, count) -> assertTrue(count <= 30, room + " has " + count + " files"));
    }

    @Test
    void noPackageNeedsOneThatNeedsIt() {
        slices().matching("org.dawsonmri.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheLearningPackagesKnowTensorFlow() {
        noClasses().that().resideOutsideOfPackages(WITH_TENSORFLOW).should().dependOnClassesThat()
            .resideInAPackage("org.tensorflow..").check(CLASSES);
    }

    /** What ImageJ reads of models and settings, it reads without the libraries that only the worker has. */
    @Test
    void settingsAndDescriptionsAreBelowWhatLearns() {
        noClasses().that().resideInAPackage("org.dawsonmri.config..").should().dependOnClassesThat()
            .resideInAnyPackage(WITH_TENSORFLOW).check(CLASSES);
    }

    /** All that ImageJ's own process runs; the worker's command line is another process. */
    @Test
    void imageJNeverNeedsTensorFlow() {
        noClasses().that().resideInAnyPackage("org.dawsonmri.imagej..", "org.dawsonmri.command..")
            .should().transitivelyDependOnClassesThat().resideInAPackage("org.tensorflow..").check(CLASSES);
    }

    @Test
    void nothingDependsOnTheDoors() {
        noClasses().that().resideInAPackage("org.dawsonmri..").and().resideOutsideOfPackages(DOORS)
            .should().dependOnClassesThat().resideInAnyPackage(DOORS).check(CLASSES);
    }
}
