package org.dawsonmri.engine.install;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One jar of the engine.
 *
 * @param path below the root of a Maven repository, with slashes
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
record EnginePart(String path, long size, String sha256) {

    private static final int BUFFER = 1 << 16;

    /** The jar's name without folders. */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** True if that file is there, whole and unchanged. */
    boolean matches(Path file, Progress progress) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == size && sha256(file, progress).equals(sha256);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Reads a whole file; 160 MB take half a second. */
    static String sha256(Path file, Progress progress) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                progress.checkCancelled();
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
