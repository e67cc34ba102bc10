package org.dawsonmri.model;

import org.dawsonmri.AtomicFile.Content;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A file that is passed on.
 *
 * @param name relative to the model, with slashes
 * @param bytes how many it has
 * @param sha256 their sum
 * @param content writes them
 */
public record ExportedFile(String name, long bytes, String sha256, Content content) {

    static ExportedFile of(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageDigest sum = Sha256.digest();
        sum.update(bytes);
        return new ExportedFile(name, bytes.length, Sha256.text(sum), out -> out.write(bytes));
    }

    static ExportedFile of(String name, Path source, Progress progress) throws IOException {
        return new ExportedFile(name, Files.size(source), Sha256.of(source, progress),
            out -> Files.copy(source, out));
    }
}
