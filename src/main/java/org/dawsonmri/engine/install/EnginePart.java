package org.dawsonmri.engine.install;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One jar of the engine.
 *
 * @param path below the root of a Maven repository, with slashes
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
record EnginePart(String path, long size, String sha256) {

    /** The jar's name without folders. */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** True if that file is there, whole and unchanged. */
    boolean matches(Path file, Progress progress) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == size && Sha256.of(file, progress).equals(sha256);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
