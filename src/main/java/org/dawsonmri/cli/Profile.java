package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.cli.option.JsonOption;
import org.dawsonmri.cli.option.ProfileTables;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.cli.option.SyntheticOptions;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.measure.ProfileComparison;
import org.dawsonmri.measure.ProfileSet;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code dawson profile}. */
@Command(name = "profile", description = "Trains and evaluates networks on noise, each run in a process of its own, "
    + "and records CPU, memory, GPU, power and temperature: series, statistics, a table and figures.")
final class Profile extends Subcommand {

    /** What is not said to each run as it was typed. */
    private static final Set<String> OWN =
        Set.of("--network", "--precision", "--repeats", "--out", "--json", "--threads");

    @Option(names = "--network", split = ",", paramLabel = "NAME", defaultValue = "unet",
        description = "Names of networks (see 'dawson networks'), comma-separated. Default: ${DEFAULT-VALUE}.")
    private List<String> networks;

    @Option(names = "--precision", split = ",", paramLabel = "NAME", defaultValue = "float32",
        description = "float32 (default), bfloat16, or auto for the faster one; several, comma-separated.")
    private List<String> precisions;

    @Option(names = "--repeats", paramLabel = "N", defaultValue = "1",
        description = "Runs of each network and precision, which take turns. Default: ${DEFAULT-VALUE}.")
    private int repeats;

    @Mixin
    private SyntheticOptions options;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make for the results.")
    private Path out;

    @Mixin
    private JsonOption json;

    /** One network in one precision. */
    private record Work(String network, String precision, Path folder) {
    }

    @Override
    public int run(Progress progress) {
        List<Work> works = works();
        OutputFiles.requireNew(out, ""); // runs of different makes in one set would be a lie
        UnfinishedFolder.fill(out, progress, () -> profileAll(works, progress));
        ProfileComparison comparison = new ProfileComparison(
            works.stream().map(work -> ProfileSet.read(work.folder().toString())).toList());
        ProfileTables.write(comparison, out);
        ProfileTables.print(comparison, out, json.wanted(), this);
        return DONE;
    }

    // -- Helper methods --

    private void profileAll(List<Work> works, Progress progress) {
        Engine engine = Engine.locate();
        int total = works.size() * repeats;
        int done = 0;
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (Work work : works) {
                progress.message(String.format(Locale.ROOT, "%s, run %d of %d", work.folder().getFileName(), repeat,
                    repeats));
                profile(work, repeat, engine, progress);
                progress.update(++done, total, "runs");
            }
        }
    }

    /** @throws DawsonException before anything runs, if a value makes no sense */
    private List<Work> works() {
        if (repeats < 1) {
            throw new DawsonException("--repeats is " + repeats + ", expected at least 1");
        }
        List<Work> works = new ArrayList<>();
        for (String network : networks) {
            for (String precision : precisions) {
                options.config(network, precision, threads());
                String name = network + "-" + precision.toLowerCase(Locale.ROOT);
                works.add(new Work(network, precision, out.resolve(name)));
            }
        }
        if (works.stream().distinct().count() < works.size()) {
            throw new DawsonException("--network or --precision names something twice; use --repeats for several runs");
        }
        return works;
    }

    private void profile(Work work, int repeat, Engine engine, Progress progress) {
        Path folder = work.folder().resolve(ProfileSet.RUN + repeat);
        UnfinishedFolder.create(folder);
        List<String> arguments = new ArrayList<>(List.of("profile-run", "--network", work.network(), "--precision",
            work.precision(), "--out", folder.toAbsolutePath().toString()));
        arguments.addAll(argumentsBut(OWN));
        arguments.addAll(List.of("--threads", "" + threads()));
        engine.run(arguments, progress);
    }
}
