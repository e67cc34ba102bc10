package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.profile.ProfileFiles;
import org.dawsonmri.profile.Recording;
import org.dawsonmri.train.SyntheticRun;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code dawson profile-run}: one run of {@link Profile}, which starts a process for each, since memory that a process
 * has had once does not all go back to the system.
 */
@Command(name = "profile-run", hidden = true, description = "One run of 'dawson profile', in this process.")
final class ProfileRun extends Subcommand {

    @Option(names = "--network", required = true, description = "Name of the network.")
    private String network;

    @Option(names = "--precision", required = true, description = "auto, float32 or bfloat16.")
    private String precision;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the profile; must exist.")
    private Path out;

    @Mixin
    private SyntheticOptions options;

    @Override
    int run(Progress progress) {
        TrainingConfig config = options.config(network, precision, threads());
        List<Integer> size = options.size(config);
        SyntheticRun run = new SyntheticRun(config, options.channels(), options.classes(), size, options.steps());
        Map<String, Object> about = ProfileAbout.of(config, options.channels(), options.classes());
        about.putAll(InputSize.toMap(size));
        about.put("steps", options.steps());
        try (Recording recording = Recording.start(Duration.ofMillis(options.period()))) {
            Precision used = run.run(options.trace() ? out : null, recording.watch(progress));
            recording.close();
            about.put("precision", used.label());
            ProfileFiles.in(out).write(recording.profile(about));
        }
        return DONE;
    }
}
