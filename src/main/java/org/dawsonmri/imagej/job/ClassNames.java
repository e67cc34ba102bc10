package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;

import ij.ImagePlus;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the classes of a label image are called, as one line of its info text, which ImageJ keeps in TIFF files:
 *
 * <pre>{@code
 * dawson-classes: 1 grey matter; 2 lesion
 * }</pre>
 */
final class ClassNames {

    private static final String TAG = "dawson-classes:";
    private static final Pattern LINE = Pattern.compile("(?m)^" + TAG + "(.*)$");
    private static final Pattern ENTRY = Pattern.compile("\\s*(\\d+) ([^;]+?)\\s*(?:;|$)");

    private ClassNames() {
    }

    /** Names by label value; empty if there are none. */
    static Map<Integer, String> of(ImagePlus image) {
        Map<Integer, String> names = new TreeMap<>();
        String info = image.getInfoProperty();
        Matcher line = LINE.matcher(info == null ? "" : info);
        if (line.find()) {
            Matcher entry = ENTRY.matcher(line.group(1));
            while (entry.find()) {
                names.put(Integer.valueOf(entry.group(1)), entry.group(2));
            }
        }
        return names;
    }

    /** Writes them onto the image; other info is kept. */
    static void attach(ImagePlus image, Map<Integer, String> names) {
        StringJoiner line = new StringJoiner("; ", TAG + " ", "\n");
        names.forEach((value, name) -> line.add(value + " " + name));
        String info = image.getInfoProperty();
        String rest = info == null ? "" : info.replaceAll("(?m)^" + TAG + ".*\\R?", "");
        image.setProperty("Info", names.isEmpty() ? rest : rest + (rest.endsWith("\n") || rest.isEmpty() ? "" : "\n")
            + line);
    }

    /** @throws DawsonException if a name would not come back as it is, here or on a command line */
    static String checked(String name) {
        if (name.matches(".*[;,\\p{Cntrl}].*")) {
            throw new DawsonException("'class_name': is '" + name + "', expected a name without commas and semicolons");
        }
        return name.trim();
    }
}
