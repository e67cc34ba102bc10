package org.dawsonmri.config;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Training settings by name or from files. A file holds settings as {@link TrainingConfig} names them and may hold a
 * {@code description}; or it is the second paper's parameters file, which {@link PaperTemplate} translates.
 *
 * <pre>{@code
 * Protocol protocol = Protocols.open("thesis-unet", Progress.NONE);
 * TrainingConfig config = CheckedSettings.of(protocol.settings(), protocol.name());
 * }</pre>
 */
public final class Protocols {

    private static final String DESCRIPTION = "description";
    /** What cascades begin with. */
    public static final String CASCADE = "cascade";
    private static final List<String> SHIPPED = List.of("thesis-unet", "thesis-double-unet", "marmoset", "spinal-cord",
        "spinal-cord-160", "small-structure", "small-structure-3d", CASCADE, "cascade-median");

    private Protocols() {
    }

    /** Names of the protocols that ship with the program. */
    public static List<String> names() {
        return SHIPPED;
    }

    /** The network that the last of them names which names one, or that of a training that is told nothing. */
    public static String network(List<Protocol> layers) {
        String network = new TrainingConfig().network();
        for (Protocol layer : layers) {
            JsonElement name = layer.settings().get("network");
            network = name != null && name.isJsonPrimitive() ? name.getAsString() : network;
        }
        return network;
    }

    /** A shipped protocol. */
    public static Protocol shipped(String name) {
        try (Reader reader = new InputStreamReader(Protocols.class.getResourceAsStream("/protocols/" + name + ".json"),
            StandardCharsets.UTF_8)) {
            return protocol(name, JsonParser.parseReader(reader).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A protocol by its name, or from a file.
     *
     * @param progress hears what a translated file's settings become
     * @throws DawsonException if there is neither, or the file is not one of settings
     */
    public static Protocol open(String nameOrFile, Progress progress) {
        if (SHIPPED.contains(nameOrFile)) {
            return shipped(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new DawsonException(nameOrFile + ": is neither a file nor a protocol; protocols are "
                + String.join(", ", SHIPPED));
        }
        JsonObject settings = TrainingConfig.readFile(file);
        if (PaperTemplate.isOne(settings)) {
            PaperTemplate template = PaperTemplate.translate(settings, nameOrFile);
            template.notes().forEach(note -> progress.message(file.getFileName() + ": " + note));
            settings = template.settings();
        }
        return protocol(nameOrFile, settings);
    }

    private static Protocol protocol(String name, JsonObject json) {
        JsonObject settings = json.deepCopy();
        JsonElement description = settings.remove(DESCRIPTION);
        if (description != null && !description.isJsonPrimitive()) {
            throw new DawsonException(name + ": description is " + description + ", expected a text");
        }
        return new Protocol(name, description == null ? "" : description.getAsString(), settings);
    }
}
