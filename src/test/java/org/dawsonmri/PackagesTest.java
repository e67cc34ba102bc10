package org.dawsonmri;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What packages may use, from byte code. */
class PackagesTest {

    private static final String[] WITH_TENSORFLOW = {"org.dawsonmri.network..", "org.dawsonmri.loss..",
        "org.dawsonmri.train..", "org.dawsonmri.model..", "org.dawsonmri.segment.."};
    private static final String[] DOORS = {"org.dawsonmri.cli..", "org.dawsonmri.command..", "org.dawsonmri.imagej.."};

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.dawsonmri");

    @Test
    void theClassesAreFound() {
        assertTrue(CLASSES.size() > 500);
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
