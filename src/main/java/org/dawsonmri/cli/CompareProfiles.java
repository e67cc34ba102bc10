package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.cli.option.JsonOption;
import org.dawsonmri.cli.option.OverwriteOption;
import org.dawsonmri.cli.option.ProfileTables;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.measure.ProfileComparison;
import org.dawsonmri.measure.ProfileSet;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;

/** {@code dawson compare-profiles}. */
@Command(name = "compare-profiles", description = "Lays profiles side by side: the table of the thesis' section 3.4 "
    + "with correctly named quantities, and figures over time.")
final class CompareProfiles extends Subcommand {

    @Parameters(arity = "1..*", paramLabel = "[NAME=]PROFILE", description = "A folder of 'dawson profile' for one "
        + "network and precision, a model folder, a folder of segmentations, or a profile.csv; NAME is shown for it.")
    private List<String> profiles;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path out;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private JsonOption json;

    @Override
    public int run(Progress progress) {
        List<Path> read = profiles.stream().map(ProfileSet::path).toList();
        ProfileTables.declare(overwrite.outputs().inputs(read), out).check();
        ProfileComparison comparison = new ProfileComparison(profiles.stream().map(ProfileSet::read).toList());
        ProfileTables.write(comparison, out);
        ProfileTables.print(comparison, out, json.wanted(), this);
        return DONE;
    }
}
