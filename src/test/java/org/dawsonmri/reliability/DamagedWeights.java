package org.dawsonmri.reliability;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;
import org.dawsonmri.model.Npz;
import org.dawsonmri.model.SmallModels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** A model's {@code saved_model.pb} without a sum to tell, and arrays as a checkpoint has them. */
final class DamagedWeights implements Damage {

    private static final String ARRAYS = "weights.npz";

    private final String description;
    private final byte[] graph;
    private final byte[] arrays;

    DamagedWeights(Path work) throws IOException {
        ModelFolder model = SmallModels.write(work.resolve("whole"), "unet", "{\"base_filters\": 2, \"depth\": 1}", 2);
        description = Files.readString(model.path().resolve(ModelDescription.FILE))
            .replace("\"" + model.readDescription().weightsSha256() + "\"", "null");
        graph = Files.readAllBytes(model.weights());
        ModelWeights.exportTo(work.resolve(ARRAYS), model);
        arrays = Files.readAllBytes(work.resolve(ARRAYS));
    }

    @Override
    public String name() {
        return "saved_model.pb, .npz";
    }

    @Override
    public Callable<?> write(SplittableRandom random, Path folder) throws IOException {
        Mutator mutator = new Mutator(random);
        if (random.nextBoolean()) {
            Path file = Files.write(folder.resolve(ARRAYS), mutator.bytes(arrays, arrays.length));
            return () -> Npz.read(file, Weight.Kind.TRAINABLE).size();
        }
        Files.writeString(folder.resolve(ModelDescription.FILE), description);
        Path file = folder.resolve(ModelFolder.WEIGHTS);
        Files.createDirectories(file.getParent());
        Files.write(file, mutator.bytes(graph, graph.length));
        return () -> ModelWeights.read(new ModelFolder(folder)).size();
    }
}
