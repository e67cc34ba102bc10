package org.dawsonmri;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells whether two names mean one file: by links of both kinds, another spelling of the path, or in another case. */
final class FileIdentity {

    private FileIdentity() {
    }

    /** What a file is known by, also one that is not there yet. Two names of one file have something in common. */
    static Set<Object> of(Path file) {
        Set<Object> keys = new LinkedHashSet<>(places(file));
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            if (key != null) { // Windows has none
                keys.add(key);
            }
        } catch (IOException notThere) {
            return keys;
        }
        return keys;
    }

    /** Where the name lies, and where the file lies that a link of this name leads to. */
    static Set<Path> places(Path file) {
        Path absolute = file.toAbsolutePath();
        Set<Path> places = new LinkedHashSet<>();
        if (absolute.getParent() != null && absolute.getFileName() != null) {
            places.add(real(absolute.getParent()).resolve(absolute.getFileName()).normalize());
        }
        places.add(real(absolute));
        return places;
    }

    /** The path without links, as far as it is there. */
    static Path real(Path path) {
        Path absolute = path.toAbsolutePath();
        for (Path there = absolute; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(absolute)).normalize();
            } catch (IOException notThere) {
                continue;
            }
        }
        return absolute.normalize();
    }
}
