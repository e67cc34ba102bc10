package org.dawsonmri.engine;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Jars that lie anywhere below a folder, such as another computer's engine or a copy of a Maven repository. */
final class FolderSource implements PartSource {

    private static final int DEPTH = 12;

    private final Path folder;
    private final Map<String, Path> jars = new HashMap<>();

    FolderSource(Path folder) {
        this.folder = folder;
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            files.filter(Files::isRegularFile).forEach(file -> jars.put(FileName.of(file), file));
        } catch (IOException | UncheckedIOException e) {
            throw new DawsonException(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public void fetch(EngineParts.Part part, Path partial, Fetching fetching) {
        Path jar = jars.get(part.fileName());
        if (jar == null) {
            throw ZipSource.missing(folder, part);
        }
        try (InputStream in = Files.newInputStream(jar); OutputStream out = Files.newOutputStream(partial)) {
            fetching.copy(in, out, partial, part.size());
        } catch (IOException e) {
            throw new DawsonException(jar + ": cannot be copied to " + partial.getParent() + " (" + e.getMessage()
                + ")", e);
        }
    }

    @Override
    public void close() {
        jars.clear();
    }
}
