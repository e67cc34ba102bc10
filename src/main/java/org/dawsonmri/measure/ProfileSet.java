package org.dawsonmri.measure;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The same work, profiled once or several times.
 *
 * @param name what tables and figures call it
 * @param repeats at least one
 */
public record ProfileSet(String name, List<Profile> repeats) {

    /** The folders of repeats are called this and a number from 1. */
    public static final String RUN = "run-";

    /**
     * Reads a set.
     *
     * @param source a folder of repeats ({@code run-1} and so on), or whatever {@link ProfileFiles#read} takes; with
     *        {@code NAME=} before it, that name is shown instead of the folder's
     * @throws DawsonException if there is no profile
     */
    public static ProfileSet read(String source) {
        int equals = nameEnd(source);
        Path path = path(source);
        String name = equals > 0 ? source.substring(0, equals) : shortName(path);
        List<Path> runs = runs(path);
        List<Profile> repeats = new ArrayList<>();
        for (Path run : runs.isEmpty() ? List.of(path) : runs) {
            repeats.add(ProfileFiles.read(run));
        }
        return new ProfileSet(name, repeats);
    }

    /** The folder or file of a source. */
    public static Path path(String source) {
        return Path.of(source.substring(nameEnd(source) + 1));
    }

    // -- Helper methods --

    /** NB: a folder may well have such a sign in its own name. */
    private static int nameEnd(String source) {
        return Files.exists(Path.of(source)) ? -1 : source.indexOf('=');
    }

    private static String shortName(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        String name = FileName.of(whole).replaceFirst("_?profile(_\\d+)?(\\.csv|_summary\\.json)$", "");
        return name.isEmpty() ? FileName.of(whole.getParent()) : name;
    }

    private static int number(Path run) {
        return Integer.parseInt(FileName.of(run).substring(RUN.length()));
    }

    private static List<Path> runs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> FileName.of(f).matches(RUN + "\\d{1,9}"))
                .sorted(Comparator.comparingInt(ProfileSet::number)).toList();
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
