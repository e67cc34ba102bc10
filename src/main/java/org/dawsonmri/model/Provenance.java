package org.dawsonmri.model;

import org.dawsonmri.graph.TensorFlowLibrary;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every model says of its making. */
public final class Provenance {

    private Provenance() {
    }

    /** Date, versions and system; more may be added. */
    public static Map<String, String> now() {
        Map<String, String> provenance = new LinkedHashMap<>();
        String version = Provenance.class.getPackage().getImplementationVersion();
        provenance.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        provenance.put("dawson", version == null ? "development" : version);
        provenance.put("tensorflow", TensorFlowLibrary.load());
        provenance.put("java", System.getProperty("java.version"));
        provenance.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return provenance;
    }
}
