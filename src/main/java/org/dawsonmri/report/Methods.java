package org.dawsonmri.report;

import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.evaluate.Reference;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a report was made. Immutable.
 *
 * @param facts what to how, in the order to print
 */
public record Methods(Map<String, String> facts) {

    public Methods {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Date, versions and system, and the command as it was given. */
    public static Methods by(String command) {
        String version = Methods.class.getPackage().getImplementationVersion();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("Dawson", version == null ? "development" : version);
        facts.put("Java", System.getProperty("java.version"));
        facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("Command", command);
        return new Methods(facts);
    }

    /** One more fact; nothing changes if {@code how} is null. */
    public Methods and(String what, Object how) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        if (how != null) {
            more.put(what, how.toString());
        }
        return new Methods(more);
    }

    /** What was measured against. */
    public Methods and(Reference reference) {
        DataChoice choice = reference.choice();
        return and("Reference", reference.path())
            .and("Split", reference.split() == null ? null : reference.split().text())
            .and("Label", choice.label().isEmpty() ? null : choice.label())
            .and("Filter", choice.filter().isEmpty() ? null : choice.filter());
    }

    /** The last part of every report. */
    String toHtml() {
        StringBuilder html = new StringBuilder("<table><tbody>\n");
        facts.forEach((what, how) -> html.append("<tr><td>").append(Html.escape(what))
            .append("</td><td class=\"facts\">").append(Html.escape(how)).append("</td></tr>\n"));
        return html + "</tbody></table>\n";
    }
}
