package org.dawsonmri.evaluate.compare;

import java.util.Map;

/**
 * A case that other sets have and this one has not.
 *
 * @param set name of the set
 * @param caseName the case
 * @param reason why
 */
public record MissingCase(String set, String caseName, String reason) {

    /** The row under the names of the CSV file's columns. */
    Map<String, Object> toMap() {
        return Map.of("set", set, "case", caseName, "reason", reason);
    }
}
