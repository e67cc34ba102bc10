package org.dawsonmri.cli.option;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Event;
import org.dawsonmri.ForwardingProgress;
import org.dawsonmri.Progress;
import org.dawsonmri.measure.ProfileFiles;
import org.dawsonmri.measure.Recording;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Watches work that is done anyway, so that its lines say what it takes, and writes that as a profile if this is
 * wanted. Nothing that goes wrong here harms the work.
 */
public final class ProfileOption {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final long SAVE_NANOS = 60_000_000_000L;

    @Option(names = "--profile", description = "Write what this costs over time: profile.csv and profile_summary.json.")
    private boolean wanted;

    @Option(names = "--no-profile", hidden = true, description = "What is so anyway; older scripts say it.")
    private boolean unwanted;

    /**
     * Does work and writes its profile; of work that fails only after its first epoch, when it leaves something.
     *
     * @param work gets the progress to report to
     * @param about says, once the work has written something, what it was
     */
    public <T> T record(ProfileFiles files, Progress progress, Function<Progress, T> work,
        Supplier<Map<String, Object>> about) {
        ProfileFiles free = files.free();
        try (Recording recording = Recording.start(PERIOD)) {
            if (!wanted) {
                return work.apply(recording.watch(progress));
            }
            Saving saving = new Saving(recording.watch(progress), () -> save(recording, free, progress, about));
            boolean keep = false;
            try {
                T result = work.apply(saving);
                keep = true;
                return result;
            } catch (CancelledException e) {
                keep = progress.isAbandoned() && saving.epochs > 0;
                throw e;
            } catch (RuntimeException e) {
                keep = saving.epochs > 0;
                throw e;
            } finally {
                recording.close();
                if (keep) {
                    save(recording, free, progress, about);
                }
            }
        }
    }

    // -- Helper methods --

    /** A long training may be killed: its profile is written after epochs, too. */
    private static final class Saving extends ForwardingProgress {
        private final Runnable save;
        private long saved = System.nanoTime();
        private int epochs;

        Saving(Progress progress, Runnable save) {
            super(progress);
            this.save = save;
        }

        @Override
        public void event(Event event) {
            super.event(event);
            if (event.type() == Event.Type.EPOCH) {
                epochs++;
                if (System.nanoTime() - saved > SAVE_NANOS) {
                    saved = System.nanoTime();
                    save.run();
                }
            }
        }
    }

    private static void save(Recording recording, ProfileFiles files, Progress progress,
        Supplier<Map<String, Object>> about) {
        try {
            files.write(recording.profile(about.get()));
        } catch (RuntimeException e) {
            progress.warning("no profile: " + e.getMessage());
        }
    }
}
