package org.dawsonmri.model;

import org.dawsonmri.DawsonException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The formats by name. */
public final class ExportFormats {

    private static final Map<String, ExportFormat> ALL = new LinkedHashMap<>();

    static {
        ALL.put("zip", new ZipFormat());
    }

    private ExportFormats() {
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** @throws DawsonException if there is none of that name */
    public static ExportFormat of(String name) {
        ExportFormat format = ALL.get(name);
        if (format == null) {
            throw new DawsonException("unknown format '" + name + "'; known are " + String.join(", ", names()));
        }
        return format;
    }
}
