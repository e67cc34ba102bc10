package org.dawsonmri.imagej.job;

import org.dawsonmri.AtomicFolder;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.config.ModelDescription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channels that a trained model wants ({@code channels} in MODEL/dawson.json) and the scans that go into them. */
public final class ModelChannels {

    private ModelChannels() {
    }

    /** The channels that any of the models wants, in the order in which the models first name them. */
    public static List<String> readAll(List<String> models) {
        return models.stream().flatMap(model -> read(Path.of(model)).stream()).distinct().toList();
    }

    /** The channels' names in the model's order. */
    public static List<String> read(Path model) {
        Path file = AtomicFolder.current(model, ModelDescription.FILE);
        if (!Files.isRegularFile(file)) {
            throw new DawsonException(model + ": is no model, since it holds no dawson.json; choose the folder that"
                + " Dawson Train Network made");
        }
        try {
            List<String> channels = ModelDescription.parse(Settings.text(file), file.toString()).channels();
            if (channels != null && !channels.isEmpty()) {
                return channels;
            }
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage()
                + "); copy the model's folder whole", e);
        }
        throw new DawsonException(file + ": names no channels; train the model again or copy its folder whole");
    }

    /**
     * Which scan goes into which channel.
     *
     * @param names the model's channels
     * @param scan goes into the one channel that {@code further} does not name
     * @param further {@code T1=title or file, T2=…}; may be empty
     */
    public static Map<String, String> assign(List<String> names, String scan, String further) {
        Map<String, String> given = parse(names, further);
        List<String> left = names.stream().filter(name -> !given.containsKey(name)).toList();
        if (left.size() != 1) {
            throw new DawsonException("'channels': the model takes " + names.size() + " (" + String.join(", ", names)
                + ") and " + (left.isEmpty() ? "none is left for 'scan'; leave one out"
                    : "'scan' can be only one of " + String.join(", ", left) + "; name the others, such as "
                        + left.get(left.size() - 1) + "=FILE"));
        }
        Map<String, String> scans = new LinkedHashMap<>();
        names.forEach(name -> scans.put(name, given.getOrDefault(name, scan)));
        return scans;
    }

    private static Map<String, String> parse(List<String> names, String further) {
        Map<String, String> given = new LinkedHashMap<>();
        // NB: a file's name may hold a comma, so only a comma before the next NAME= separates.
        for (String part : further.isBlank() ? new String[0] : further.split(",\\s*(?=[^,=]+=)")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part.trim() : part.substring(0, equals).trim();
            if (equals < 0 || !names.contains(name)) {
                throw new DawsonException("'channels': '" + part.trim() + "' is not understood; expected NAME=title or"
                    + " file, where NAME is one of " + String.join(", ", names));
            }
            if (given.put(name, part.substring(equals + 1).trim()) != null) {
                throw new DawsonException("'channels': names " + name + " twice; keep one");
            }
        }
        return given;
    }
}
