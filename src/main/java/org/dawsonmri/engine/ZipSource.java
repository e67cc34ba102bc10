package org.dawsonmri.engine;

import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Jars in a zip file, in any folder of it. */
final class ZipSource implements PartSource {

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> jars = new HashMap<>();

    ZipSource(Path file) {
        this.file = file;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw new DawsonException(file + ": is no zip file, or a damaged one (" + e.getMessage()
                + "); give a folder or zip with the engine's jars", e);
        }
        zip.stream().forEach(entry -> jars.put(entry.getName().substring(entry.getName().lastIndexOf('/') + 1), entry));
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void fetch(EngineParts.Part part, Path partial, Fetching fetching) {
        ZipEntry jar = jars.get(part.fileName());
        if (jar == null) {
            throw missing(file, part);
        }
        try (InputStream in = zip.getInputStream(jar); OutputStream out = Files.newOutputStream(partial)) {
            fetching.copy(in, out, partial, part.size());
        } catch (IOException e) {
            throw new DawsonException(file + ": " + jar.getName() + " cannot be unpacked to " + partial.getParent()
                + " (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be closed (" + e.getMessage() + ")", e);
        }
    }

    static DawsonException missing(Path place, EngineParts.Part part) {
        return new DawsonException(place + ": holds no " + part.fileName() + "; fill it on a computer with internet: "
            + "install the engine there for this computer's platform, and bring that folder here");
    }
}
