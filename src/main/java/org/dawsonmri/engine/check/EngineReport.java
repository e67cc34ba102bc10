package org.dawsonmri.engine.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a check of the engine found.
 *
 * @param passed whether trainings and segmentations can be expected to work
 * @param verdict one line: passed, or what is wrong and what to do
 * @param facts texts and numbers by name, in the order in which they are to be shown; what could not be found out is
 *        left out
 */
public record EngineReport(boolean passed, String verdict, Map<String, Object> facts) {

    public EngineReport {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** All of it in one map, verdict first. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("self_test", passed ? "passed" : "failed");
        map.put("verdict", verdict);
        map.putAll(facts);
        return map;
    }
}
