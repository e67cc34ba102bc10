package org.dawsonmri.profile.report;

import org.dawsonmri.DawsonException;
import org.dawsonmri.profile.Profile;
import org.dawsonmri.profile.ProfileFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        int equals = source.indexOf('=');
        Path path = Path.of(source.substring(equals + 1));
        String name = equals > 0 ? source.substring(0, equals) : shortName(path);
        List<Path> runs = runs(path);
        List<Profile> repeats = new ArrayList<>();
        for (Path run : runs.isEmpty() ? List.of(path) : runs) {
            repeats.add(ProfileFiles.read(run));
        }
        return new ProfileSet(name, repeats);
    }

    // -- Helper methods --

    private static String shortName(Path path) {
        return path.toAbsolutePath().normalize().getFileName().toString()
            .replaceFirst("_?profile(_\\d+)?(\\.csv|_summary\\.json)$", "");
    }

    private static List<Path> runs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(RUN + "\\d+")).sorted().toList();
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
