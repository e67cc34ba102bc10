package org.dawsonmri.train;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.Npz;
import org.dawsonmri.network.Weight;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The folder {@code checkpoint/} of a model: {@code weights.npz}, {@code optimizer.npz} and {@code state.json}. It is
 * written aside and then renamed; whenever the process is killed, a whole one is there, this epoch's or the last's.
 *
 * @param state where the training stands
 * @param weights all variables, the optimiser's included
 */
record Checkpoint(TrainingState state, List<Weight> weights) {

    private static final String STATE = "state.json";
    private static final String WEIGHTS = "weights.npz";
    private static final String OPTIMIZER = "optimizer.npz";

    /**
     * Writes what a session has learned.
     *
     * @throws DawsonException if the disk is full or the folder cannot be written; the old checkpoint stays
     */
    static void save(ModelFolder model, TrainingState state, TrainingSession session) {
        Path fresh = aside(model, "new");
        Path old = aside(model, "old");
        try {
            ModelFolder.delete(fresh);
            Files.createDirectory(fresh);
            // One after the other, so that Java never holds them all.
            Npz.write(fresh.resolve(WEIGHTS), session.weights(Weight.Kind.OF_NETWORK));
            Npz.write(fresh.resolve(OPTIMIZER), session.weights(EnumSet.of(Weight.Kind.SLOT)));
            byte[] text = Settings.toText(state).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(fresh.resolve(STATE), out -> out.write(text));
            ModelFolder.delete(old);
            if (Files.exists(model.checkpoint())) {
                Files.move(model.checkpoint(), old);
            }
            Files.move(fresh, model.checkpoint());
            ModelFolder.delete(old);
        } catch (IOException e) {
            throw new DawsonException(model.checkpoint() + ": the checkpoint cannot be written (" + e.getMessage()
                + "); the one of epoch " + (state.epoch() - 1) + " stays and --resume goes on from it", e);
        } finally {
            ModelFolder.delete(fresh);
        }
    }

    /** True if there is something to resume from. */
    static boolean exists(ModelFolder model) {
        return Files.exists(folder(model).resolve(STATE));
    }

    /** @throws DawsonException if there is none, or it is damaged */
    static Checkpoint load(ModelFolder model) {
        Path folder = folder(model);
        try {
            TrainingState state = Settings.parse(Settings.text(folder.resolve(STATE)), TrainingState.class);
            List<Weight> weights = new ArrayList<>(Npz.read(folder.resolve(WEIGHTS), Weight.Kind.TRAINABLE));
            weights.addAll(Npz.read(folder.resolve(OPTIMIZER), Weight.Kind.SLOT));
            return new Checkpoint(state, weights);
        } catch (IOException e) {
            throw new DawsonException(model.path() + ": there is no checkpoint to resume from (" + e.getMessage()
                + "); train without --resume", e);
        }
    }

    // -- Helper methods --

    /** NB: between the two renames of {@link #save} the whole one has the name of the old. */
    private static Path folder(ModelFolder model) {
        return Files.exists(model.checkpoint()) ? model.checkpoint() : aside(model, "old");
    }

    private static Path aside(ModelFolder model, String suffix) {
        return model.path().resolve(".checkpoint-" + suffix);
    }
}
