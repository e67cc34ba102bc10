package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.engine.EngineInstaller;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Fetches TensorFlow, which does not come with the plugin. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Install Engine...", headless = true,
    description = "Fetches TensorFlow and what it needs, about 180 MB, and checks each file. Can be cancelled and"
        + " started again: nothing is fetched twice. Without internet, give a folder or zip with the files.")
public final class InstallEngine extends DawsonCommand {

    static final String THIS_COMPUTER = "this computer";

    @Parameter(label = "From", style = "both", persist = false, description = "Address of a Maven"
        + " repository (Maven Central or a mirror of it), or a folder or zip with the files, such as another computer's"
        + " engine folder.")
    private String source = EngineInstaller.CENTRAL;

    @Parameter(label = "Platform", choices = {THIS_COMPUTER, "linux-x86_64", "linux-x86_64-gpu", "linux-arm64",
        "macosx-arm64", "windows-x86_64"}, persist = false,
        description = "linux-x86_64-gpu is for NVIDIA GPUs (530 MB)."
            + " For another computer's platform, give a folder, too.")
    private String platform = THIS_COMPUTER;

    @Parameter(label = "Folder (empty = where ImageJ looks)", style = "directory", persist = false,
        description = "Where the engine goes; by default engines/dawson in ImageJ's or Fiji's folder.")
    private String folder = "";

    @Override
    void execute(Progress progress) {
        EngineInstaller.install(required("source", source, "an address, a folder or a zip"),
            platform.equals(THIS_COMPUTER) ? "" : platform, folder, progress);
    }
}
