package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.imagej.NetworkTables;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.List;

/** Lists the networks that can be trained with their numbers of weights, in a process of its own. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson List Networks...", headless = true,
    description = "A table of the networks' names and numbers of weights, of what they work on (2 dimensions:"
        + " slices, 3: volumes; patch: edge of the cubes that are decided about one by one, 0 for none) and of"
        + " size_multiple, to a multiple of which sizes are padded.")
public final class ListNetworks extends DawsonCommand {

    @Parameter(label = "Channels", min = "1", persist = false, description = "Modalities that go in, such as 3 for"
        + " FLAIR, T1 and T2.")
    private int channels = 1;

    @Parameter(label = "Classes", min = "1", persist = false, description = "Label values, background not counted.")
    private int classes = 1;

    @Override
    void execute(Progress progress) {
        NetworkTables.show(Engine.locate().run(List.of("networks", "--input-channels", "" + channels, "--classes",
            "" + classes, "--json"), progress).outputLines());
    }
}
