package org.dawsonmri.cli.option;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar this class came in. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"dawson " + current()};
    }

    /** The version number, or {@code development} when the classes do not come from a jar. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
