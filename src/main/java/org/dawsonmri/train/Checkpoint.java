package org.dawsonmri.train;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.Npz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The folder {@code checkpoint/} of a model: {@code weights.npz}, {@code optimizer.npz} and {@code state.json}.
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
     * @param model as {@link ModelFolder#update} gives it, so that the old one stays until this one is whole
     * @throws DivergedException if there is a value that is no finite number: nothing could go on from it
     * @throws DawsonException if the disk is full or the folder cannot be written
     */
    static void save(ModelFolder model, TrainingState state, TrainingSession session) {
        UnfinishedFolder.create(model.checkpoint());
        // One after the other, so that Java never holds them all.
        save(model, WEIGHTS, session.weights(Weight.Kind.OF_NETWORK), state);
        save(model, OPTIMIZER, session.weights(EnumSet.of(Weight.Kind.SLOT)), state);
        byte[] text = Settings.toText(state).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(model.checkpoint().resolve(STATE), out -> out.write(text));
    }

    /** True if there is something to resume from. */
    static boolean exists(ModelFolder model) {
        return Files.exists(model.checkpoint(STATE));
    }

    /** @throws DawsonException if there is none, or it is damaged */
    static Checkpoint load(ModelFolder model) {
        try {
            Path file = model.checkpoint(STATE);
            TrainingState state = Settings.parse(Settings.text(file), TrainingState.class, file.toString());
            List<Weight> weights = new ArrayList<>(Npz.read(model.checkpoint(WEIGHTS), Weight.Kind.TRAINABLE));
            weights.addAll(Npz.read(model.checkpoint(OPTIMIZER), Weight.Kind.SLOT));
            weights.forEach(weight -> weight.requireFinite(model.checkpoint().toString()));
            return new Checkpoint(state, weights);
        } catch (IOException e) {
            throw new DawsonException(model.path() + ": there is no checkpoint to resume from (" + e.getMessage()
                + "); train without --resume", e);
        }
    }

    // -- Helper methods --

    private static void save(ModelFolder model, String file, List<Weight> weights, TrainingState state) {
        weights.forEach(weight -> weight.notFinite().ifPresent(value -> {
            throw new DivergedException("a value of " + weight.name() + " became " + value + " in epoch "
                + state.epoch());
        }));
        Npz.write(model.checkpoint().resolve(file), weights);
    }
}
