package org.dawsonmri.cli.option;

import java.io.PrintWriter;
import java.util.Map;

/** Options that had another name in the version before this one: understood once more, with a warning. */
public final class OldNames {

    /** By command and option. */
    private static final Map<String, Map<String, String>> NOW = Map.of(
        "bench", Map.of("--channels", "--input-channels"),
        "check", Map.of("--labels", "--label-values"),
        "compare", Map.of("--families", "--scores"),
        "estimate", Map.of("--channels", "--input-channels", "--slices", "--slices-per-epoch"),
        "evaluate", Map.of("--classes", "--label-values"),
        "lesions", Map.of("--classes", "--label-values"),
        "networks", Map.of("--channels", "--input-channels"),
        "overlay", Map.of("--slices", "--count"),
        "profile", Map.of("--channels", "--input-channels"),
        "suggest", Map.of("--label", "--labels"));

    private OldNames() {
    }

    /** The same arguments with today's names. */
    public static String[] replaced(String[] arguments, PrintWriter err) {
        String[] now = arguments.clone();
        for (int i = 1; i < now.length; i++) {
            String[] parts = now[i].split("=", 2);
            String next = parts.length == 2 ? parts[1] : i + 1 < now.length ? now[i + 1] : "";
            String name = name(now[0], parts[0], next);
            if (name != null) {
                err.println("warning: " + parts[0] + " of 'dawson " + now[0] + "' is called " + name
                    + " now; the old name goes with the next version");
                now[i] = parts.length == 2 ? name + "=" + parts[1] : name;
            }
        }
        return now;
    }

    /** What it is called today, or null if it is called so. */
    private static String name(String command, String option, String value) {
        boolean tables = command.equals("compare") && option.equals("--scores") && value.contains("=");
        return tables ? "--table" : NOW.getOrDefault(command, Map.of()).get(option);
    }
}
