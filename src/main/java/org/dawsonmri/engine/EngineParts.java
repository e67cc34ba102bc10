package org.dawsonmri.engine;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the engine consists of on each platform: the jars that this version of Dawson was built and tested with.
 * {@code common.tsv} is written by the build ({@code src/build/EngineParts.java}), {@code native.tsv} by hand whenever
 * the version of TensorFlow changes.
 */
public final class EngineParts {

    private static final String COMMON = "common.tsv";
    private static final String NATIVE = "native.tsv";

    private EngineParts() {
    }

    /** The platforms that TensorFlow is there for, such as {@code windows-x86_64}. */
    public static List<String> platforms() {
        return List.copyOf(natives().keySet());
    }

    /**
     * The name of this computer's platform; of several builds for it, the one without GPU.
     *
     * @throws DawsonException if there is no TensorFlow for it
     */
    public static String thisPlatform() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** True for this computer's platform, with or without GPU. */
    static boolean isForThisComputer(String platform) {
        return platform.equals(thisPlatform()) || platform.equals(thisPlatform() + "-gpu");
    }

    static String platform(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("win") && !os.contains("darwin") ? "windows"
            : os.contains("mac") ? "macosx" : "linux";
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch;
        };
        String platform = system + "-" + arch;
        if (!platforms().contains(platform)) {
            throw new DawsonException("there is no TensorFlow for this computer (" + osName + ", " + osArch
                + "); it is there for " + String.join(", ", platforms()));
        }
        return platform;
    }

    /** All jars of a platform's engine. @throws DawsonException if there is no such platform */
    static List<Part> of(String platform) {
        Part library = natives().get(platform);
        if (library == null) {
            throw new DawsonException("'" + platform + "': is no platform that TensorFlow is there for; there are "
                + String.join(", ", platforms()));
        }
        List<Part> parts = new ArrayList<>(rows(COMMON).map(row -> part(row, 0)).toList());
        parts.add(library);
        return parts;
    }

    // -- Helper methods --

    private static Map<String, Part> natives() {
        Map<String, Part> natives = new LinkedHashMap<>();
        rows(NATIVE).forEach(row -> natives.put(row[0], part(row, 1)));
        return natives;
    }

    private static Part part(String[] row, int first) {
        return new Part(row[first], Long.parseLong(row[first + 1]), row[first + 2]);
    }

    private static Stream<String[]> rows(String resource) {
        try (InputStream in = EngineParts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing; build Dawson with Maven");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> line.split("\t")).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(resource + ": cannot be read", e);
        }
    }

    /**
     * One jar of the engine.
     *
     * @param path below the root of a Maven repository, with slashes
     * @param size in bytes
     * @param sha256 in lower-case hexadecimal digits
     */
    record Part(String path, long size, String sha256) {

        /** The jar's name without folders. */
        String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** True if that file is there, whole and unchanged. */
        boolean matches(Path file, Progress progress) {
            try {
                return Files.isRegularFile(file) && Files.size(file) == size
                    && Sha256.of(file, progress).equals(sha256);
            } catch (IOException e) {
                throw new DawsonException(file + ": cannot be read (" + e.getMessage() + ")", e);
            }
        }
    }
}
