package org.dawsonmri.cli.option;

import org.dawsonmri.OutputFiles;

import java.nio.file.Path;
import java.util.List;

/**
 * The value of an option {@code [NAME=]FILE}.
 *
 * @param name as it was typed, or null
 * @param file the file
 */
public record NamedFile(String name, Path file) {

    /** @throws org.dawsonmri.DawsonException if the file has a name that there cannot be */
    public static NamedFile parse(String text) {
        int equals = text.indexOf('=');
        Path file = OutputFiles.path(text.substring(equals + 1));
        return new NamedFile(equals > 0 ? text.substring(0, equals) : null, file == null ? Path.of("") : file);
    }

    /** The files alone. */
    public static List<Path> files(List<String> texts) {
        return texts.stream().map(text -> parse(text).file()).toList();
    }
}
