package org.dawsonmri.evaluate;

import java.nio.file.Path;

/**
 * A reference and the prediction that belongs to it, or the reason why there is no such pair.
 *
 * @param name name of the subject or file
 * @param reference file of the reference, null if there is a problem
 * @param prediction file of the prediction, null if there is a problem
 * @param probabilities file of the classes' probabilities, null if there is a problem or none is given
 * @param problem what is missing or ambiguous, null for a pair
 */
public record Case(String name, Path reference, Path prediction, Path probabilities, String problem) {

    static Case pair(String name, Path reference, Path prediction) {
        return new Case(name, reference, prediction, null, null);
    }

    static Case unmatched(String name, String problem) {
        return new Case(name, null, null, null, problem);
    }

    Case withProbabilities(Path file) {
        return new Case(name, reference, prediction, file, problem);
    }
}
