package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;

/**
 * Whether this Java can run Dawson. This class and those that ask it are compiled for Java 8, which pom.xml and
 * {@code OldJavaTest} name: on a Fiji of old they are all that is ever loaded, and say in one line what to do.
 */
public final class JavaVersion {

    private static final int LEAST = 17;
    private static final String ENTRIES = "org.dawsonmri.imagej.CommandStart";

    private JavaVersion() {
    }

    /** True from Java 17 on. */
    public static boolean suffices() {
        return here() >= LEAST;
    }

    /** What to tell a user whose Java is too old. */
    public static String complaint() {
        return "Dawson needs Java " + LEAST + " or newer (this is Java " + here()
            + "); install Fiji-Latest from fiji.sc,"
            + " which brings a newer Java, and Dawson into it, or start ImageJ with Java " + LEAST + " or newer";
    }

    /** The classes that need a newer Java. @throws DawsonException if this one is too old */
    public static Entries entries() {
        if (!suffices()) {
            throw new DawsonException(complaint());
        }
        try {
            return (Entries) Class.forName(ENTRIES).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(ENTRIES, e);
        }
    }

    /** 8 for {@code 1.8}, 11 for {@code 11}. */
    private static int here() {
        String version = System.getProperty("java.specification.version");
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }
}
