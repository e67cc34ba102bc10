package org.dawsonmri.runtime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;

/** Names of files with letters beyond ASCII, which Java 17 reads and writes as the system's locale says. */
public final class FileNames {

    /** A locale with all letters that Linux systems have. */
    public static final String LOCALE = "C.UTF-8";

    private FileNames() {
    }

    /** True in the locale C, in which a file with an umlaut in its name cannot be named. */
    public static boolean areAscii() {
        return areAscii(System.getProperty("sun.jnu.encoding"));
    }

    static boolean areAscii(String encoding) {
        return encoding != null && Charset.isSupported(encoding)
            && Charset.forName(encoding).equals(StandardCharsets.US_ASCII);
    }

    /** Why a text is no file name, and what to do about it. */
    public static String reason(InvalidPathException e) {
        return areAscii() ? e.getReason() + "; this system's locale has no letters beyond ASCII: run 'export LC_ALL="
            + LOCALE + "', or with another one that 'locale -a' lists with UTF-8, and try again" : e.getReason();
    }
}
