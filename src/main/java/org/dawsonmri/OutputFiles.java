package org.dawsonmri;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a command is going to write, looked at before any work. Every name has to fit what it will hold and be a place
 * that can be written, no two may be one file, and none may be an input: neither what the command was given nor what
 * its data set names, whatever links lead there. What is there already is refused, unless the user said otherwise.
 *
 * <pre>{@code
 * new OutputFiles(Existing.REFUSE).inputs(scan).file(labels, Kind.IMAGE).file(table, Kind.TABLE).check();
 * }</pre>
 *
 * <p>Nothing is made yet: folders that are missing are made by {@link AtomicFile} together with the first file, so that
 * work that fails leaves none.
 */
public final class OutputFiles {

    /** What a file holds; its name has to say so. */
    public enum Kind {
        /** Labels, probabilities, a scan. */
        IMAGE("an image", ".nii", ".nii.gz"),
        TABLE("a table", ".csv"),
        DATASET("a data set", ".tsv"),
        TEXT("a text", ".md", ".txt"),
        REPORT("a report", ".html"),
        PICTURE("a picture", ".png"),
        WEIGHTS("weights", ".npz"),
        REGIONS("regions", ".zip", ".roi");

        private final String what;
        private final List<String> endings;

        Kind(String what, String... endings) {
            this.what = what;
            this.endings = List.of(endings);
        }

        /** @throws DawsonException if a file of this name would hold something else */
        public void require(Path file) {
            String name = FileName.of(file).toLowerCase(Locale.ROOT);
            if (endings.stream().noneMatch(ending -> name.endsWith(ending) && name.length() > ending.length())) {
                throw new DawsonException(file + (Files.isDirectory(file) ? ": is a folder" : ": cannot be written in"
                    + " that format") + "; expected a name in " + String.join(" or ", endings) + " for " + what);
            }
        }
    }

    /** What happens to results that are there already. */
    public enum Existing {
        /** The command is refused. */
        REFUSE,
        /** They are replaced. */
        OVERWRITE,
        /** Those that are whole stay; the command does the rest. */
        SKIP;

        /** What a box or an option says. */
        public static Existing of(boolean overwrite) {
            return overwrite ? OVERWRITE : REFUSE;
        }
    }

    private final Existing existing;
    private boolean skippable;
    private final Map<Object, Path> inputs = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();

    public OutputFiles(Existing existing) {
        this.existing = existing;
    }

    // -- What the command reads --

    /** Adds files or folders that the command reads; null is none. */
    public OutputFiles inputs(Path... read) {
        for (Path each : read) {
            if (each != null) {
                FileIdentity.of(each).forEach(key -> inputs.putIfAbsent(key, each));
            }
        }
        return this;
    }

    /** Adds files or folders that the command reads, such as all that a data set names. */
    public OutputFiles inputs(Collection<Path> read) {
        return inputs(read.toArray(Path[]::new));
    }

    // -- What it writes --

    /** Adds a file; null is none. @throws DawsonException if its name does not fit */
    public OutputFiles file(Path file, Kind kind) {
        if (file != null) {
            kind.require(file);
            file(file);
        }
        return this;
    }

    /** Adds a file whose name fits. */
    public OutputFiles file(Path file) {
        files.add(file);
        return this;
    }

    /** Adds a file as it was entered in a form; blank is none. @throws DawsonException if its name does not fit */
    public OutputFiles file(String entered, Kind kind) {
        return file(path(entered), kind);
    }

    /** Adds files of known names in a folder that may hold other things. */
    public OutputFiles filesIn(Path folder, Collection<String> names) {
        names.forEach(name -> file(folder.resolve(name)));
        return this;
    }

    /** Adds a folder of results, in which no input may lie, and the files in it; null is none. */
    public OutputFiles results(Path folder, Collection<String> names, Kind kind) {
        if (folder != null) {
            folders.add(folder);
            names.forEach(name -> file(folder.resolve(name), kind));
        }
        return this;
    }

    /** Says that the command can leave what is done, so that a refusal tells. */
    public OutputFiles skippable() {
        skippable = true;
        return this;
    }

    // -- The check --

    /** Looks at all of it. @throws DawsonException if something cannot be written or would be lost */
    public void check() {
        folders.forEach(this::requireNoInputIn);
        requireDifferent();
        requireFree();
        Map<Path, Path> longest = new LinkedHashMap<>();
        files.forEach(file -> longest.merge(file.toAbsolutePath().getParent(), file, OutputFiles::longer));
        longest.values().forEach(AtomicFile::checkPlace); // one for each folder tells
    }

    /**
     * Makes sure that a folder is new, as those must be that hold a model or a data set: it is not there, or empty.
     *
     * @param otherwise what else a user may do than to choose another one, such as ", or …"; may be empty
     * @throws DawsonException if there is something in it, or it cannot be made
     */
    public static void requireNew(Path folder, String otherwise) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
            throw new DawsonException(folder + ": is a file where a folder is to be made; choose another name");
        }
        if (!Files.isDirectory(folder)) {
            AtomicFile.checkPlace(folder);
            return;
        }
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            if (content.iterator().hasNext()) {
                throw new DawsonException(folder + ": is not empty, and nothing in it shall be lost; choose a new or an"
                    + " empty folder" + otherwise);
            }
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be read (" + e.getMessage() + "); choose another folder", e);
        }
        AtomicFile.checkPlace(folder.resolve("new"));
    }

    /** A path as it was entered in a form; null if nothing was. @throws DawsonException if it cannot be one */
    public static Path path(String entered) {
        try {
            return entered == null || entered.isBlank() ? null : Path.of(entered.trim());
        } catch (InvalidPathException e) {
            throw new DawsonException(entered.trim() + ": is no name of a file (" + e.getReason()
                + "); choose another one", e);
        }
    }

    // -- Helper methods --

    private void requireNoInputIn(Path folder) {
        Path real = FileIdentity.real(folder);
        inputs.forEach((key, input) -> {
            if (key instanceof Path place && place.startsWith(real)) {
                throw new DawsonException(folder + ": " + (place.equals(real) ? "is an input" : "the input " + input
                    + " lies in it") + ", and results need a folder of their own; choose another one");
            }
        });
    }

    private void requireDifferent() {
        Map<Object, Path> taken = new HashMap<>();
        for (Path file : files) {
            for (Object key : FileIdentity.of(file)) {
                if (inputs.containsKey(key)) {
                    throw new DawsonException(file + ": is an input" + (file.equals(inputs.get(key)) ? ""
                        : " (" + inputs.get(key) + ")") + " and would be lost; choose another name");
                }
                Path other = taken.put(key, file);
                if (other != null) {
                    throw new DawsonException(file + ": is to be written twice" + (other.equals(file) ? ""
                        : ", also as " + other) + "; give each result a name of its own");
                }
            }
        }
    }

    private void requireFree() {
        List<Path> there = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new DawsonException(file + ": is a folder, expected the name of a file to write");
            }
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                there.add(file);
            }
        }
        if (existing != Existing.REFUSE || there.isEmpty()) {
            return;
        }
        boolean one = there.size() == 1;
        throw new DawsonException(there.get(0) + ": is there already" + (one ? "" : " (" + there.size() + " of "
            + files.size() + " results are)") + "; replace " + (one ? "it" : "them") + " with --overwrite (in ImageJ"
            + " overwrite=true)" + (skippable ? ", leave what is done with --skip-existing (skip_existing=true)," : "")
            + " or choose another name");
    }

    private static Path longer(Path a, Path b) {
        return FileName.of(b).length() > FileName.of(a).length() ? b : a;
    }
}
