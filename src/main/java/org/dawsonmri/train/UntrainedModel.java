package org.dawsonmri.train;

import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;

import java.util.Map;
import java.util.stream.IntStream;

/** A model of first weights in a temporary folder, for measurements: it takes as long as a trained one. */
public final class UntrainedModel implements AutoCloseable {

    private final TemporaryFolder temporary = TemporaryFolder.create();
    private final ModelFolder folder = new ModelFolder(temporary.path());

    /**
     * Writes the model.
     *
     * @param channels of the input
     * @param classes background not counted
     */
    public UntrainedModel(TrainingConfig config, int channels, int classes) {
        Network network = Networks.create(config);
        ModelDescription description = new ModelDescription(ModelDescription.FORMAT,
            IntStream.range(0, channels).mapToObj(c -> "channel" + c).toList(),
            IntStream.rangeClosed(1, classes).mapToObj(c -> new LabelClass(c, "class" + c)).toList(),
            network.sizeMultiple(), null, network.floatsPerPixel(), config, Map.of(), Map.of());
        try (TrainingGraph graph =
            new TrainingGraph(network, Losses.create(config), Optimizers.create(config), channels, classes);
            TrainingSession session =
                new TrainingSession(graph, Precision.FLOAT32, config.threads(), config.seed())) {
            session.initialize();
            folder.writeDescription(folder.writeWeights(description, session.weights()));
        }
    }

    public ModelFolder folder() {
        return folder;
    }

    /** Deletes it. */
    @Override
    public void close() {
        temporary.close();
    }
}
