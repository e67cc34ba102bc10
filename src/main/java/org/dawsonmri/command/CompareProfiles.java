package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.imagej.ProfileWindows;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lays profiles of trainings, segmentations and networks side by side. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Compare Profiles...", headless = true,
    description = "The thesis' table of costs for several profiles, and their CPU, memory and GPU over time.")
public final class CompareProfiles extends DawsonCommand {

    @Parameter(label = "Profiles", persist = false,
        description = "Folders of Dawson Profile..., model folders or profile.csv files, parted by semicolons;"
            + " NAME=FOLDER shows another name.")
    private String profiles = "";

    @Parameter(label = "Results folder", style = "directory", persist = false,
        description = "Where table, figures and the report go.")
    private String out = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        required("out", out, "a folder for the results");
        List<String> sources = ProfileWindows.sources(profiles);
        if (sources.isEmpty()) {
            throw new DawsonException("'profiles': is empty; give folders that Dawson Profile..., Train"
                + " or Segment wrote");
        }
        List<String> arguments = new ArrayList<>(List.of("compare-profiles", "--out", out.trim()));
        arguments.addAll(sources);
        addFlag(arguments, "--overwrite", overwrite);
        Engine.locate().run(arguments, progress);
        ProfileWindows.show(sources);
        progress.message("the report is " + Path.of(out.trim()).resolve("report.html"));
    }
}
