package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.engine.install.EngineInstaller;
import org.dawsonmri.engine.install.EngineParts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dawson install-engine}. */
@Command(name = "install-engine",
    description = "Fetches TensorFlow and the libraries beside it (180 MB or more) into the "
    + "folder where ImageJ's commands look for them, and checks each file's size and SHA-256. What was fetched before is "
    + "not fetched again.")
final class InstallEngine extends Subcommand {

    @Option(names = "--source", paramLabel = "URL|DIR|ZIP", defaultValue = EngineInstaller.CENTRAL,
        description = "A Maven repository, or a folder or zip with the files. Default: ${DEFAULT-VALUE}.")
    private String source;

    @Option(names = "--platform", paramLabel = "NAME", defaultValue = "", description = "Another platform than this "
        + "computer's, together with --out; linux-x86_64-gpu for NVIDIA GPUs.")
    private String platform;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "",
        description = "The engine's folder. Default: engines/dawson in ImageJ's folder, or what -Ddawson.engine names.")
    private String out;

    @Option(names = "--platforms", description = "Only print the names of all platforms.")
    private boolean platforms;

    @Override
    int run(Progress progress) {
        if (platforms) {
            EngineParts.platforms().forEach(out()::println);
        } else {
            out().println(EngineInstaller.install(source, platform, out, progress));
        }
        return DONE;
    }
}
