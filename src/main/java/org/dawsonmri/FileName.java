package org.dawsonmri;

import java.nio.file.Path;

/** What a file or folder is called, however its path was written. */
public final class FileName {

    private static final String IMAGE = "(?i)\\.(nii|hdr|img)(\\.gz)?$";

    private FileName() {
    }

    /** The last part of a path; of {@code .} and {@code ..} that of the folder they stand for. Empty for a root. */
    public static String of(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    /** The same without the ending of a NIfTI or Analyze image; unchanged if it has none. */
    public static String stem(Path path) {
        return of(path).replaceFirst(IMAGE, "");
    }

    /** A file beside another: {@code scores.csv} and {@code _summary} give {@code scores_summary.csv}. */
    public static Path sibling(Path path, String addition) {
        String name = of(path);
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return path.resolveSibling(name.substring(0, dot) + addition + name.substring(dot));
    }
}
