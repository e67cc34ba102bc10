package org.dawsonmri.engine;

import org.dawsonmri.DawsonException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where parts of the engine come from. They need not be trusted: what is fetched is checked afterwards. */
interface PartSource extends AutoCloseable {

    /**
     * Fetches a part. Blocks.
     *
     * @param partial where it goes; may hold the beginning from an earlier attempt, and keeps what was fetched if this
     *        one fails or is cancelled
     * @throws DawsonException if it cannot be had, or the disk is full
     */
    void fetch(EngineParts.Part part, Path partial, Fetching fetching);

    /** What users call this place. */
    String name();

    @Override
    void close();

    /**
     * The source that a text stands for.
     *
     * @param text the address of a Maven repository, or a folder or zip with jars
     * @throws DawsonException if it is none of these
     */
    static PartSource of(String text) {
        if (text.matches("(?i)https?://[^\\s/]+.*")) {
            return new RemoteSource(URI.create(text.replaceAll("/+$", "") + "/"));
        }
        try {
            Path path = Path.of(text);
            if (Files.isDirectory(path)) {
                return new FolderSource(path);
            }
            if (Files.isRegularFile(path)) {
                return new ZipSource(path);
            }
        } catch (InvalidPathException e) {
            throw new DawsonException("'" + text + "': is no source of the engine (" + e.getReason() + "); give the "
                + "address of a Maven repository, or a folder or zip with the engine's jars", e);
        }
        throw new DawsonException("'" + text + "': is neither an address (https://…) nor a folder or zip file that is "
            + "there; give the address of a Maven repository, or a folder or zip with the engine's jars");
    }
}
