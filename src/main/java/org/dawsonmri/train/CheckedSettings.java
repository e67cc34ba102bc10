package org.dawsonmri.train;

import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.Normalizers;

import com.google.gson.JsonObject;

/** Settings of which the network, the loss and the optimiser that they name have been asked. */
public final class CheckedSettings {

    private static final String BATCH_SIZE = "batch_size";
    /** A patch of a volume holds as many voxels as dozens of slices. */
    private static final int PATCHES = 2;

    private CheckedSettings() {
    }

    /** The defaults with some settings changed. */
    public static TrainingConfig of(JsonObject changes, String source) {
        return of(new TrainingConfig(), changes, source);
    }

    /**
     * What a training with a network begins with where nothing else is said: of a cascade its protocol, which differs
     * in nearly everything from {@link TrainingConfig#TrainingConfig()}.
     */
    public static TrainingConfig defaultsOf(String network) {
        boolean cascade = Networks.create(network).patch() > 0;
        JsonObject settings = cascade ? Protocols.shipped(Protocols.CASCADE).settings() : new JsonObject();
        settings.addProperty("network", network);
        return of(settings, Protocols.CASCADE);
    }

    /**
     * A configuration with some settings changed. With a network of volumes in place of one of slices, a batch size
     * that nobody chose becomes that of patches.
     *
     * @param changes settings by their JSON names
     * @param source where they come from, for messages
     * @throws org.dawsonmri.DawsonException if a key, a name or an option is unknown or a value makes no sense
     */
    public static TrainingConfig of(TrainingConfig before, JsonObject changes, String source) {
        TrainingConfig config = before.with(changes, source);
        if (isOfPatches(config) && !isOfPatches(before) && !changes.has(BATCH_SIZE)
            && before.batchSize() == new TrainingConfig().batchSize()) {
            JsonObject patches = new JsonObject();
            patches.addProperty(BATCH_SIZE, PATCHES);
            config = config.with(patches, source);
        }
        Losses.create(config);
        Optimizers.create(config);
        Normalizers.create(config.preprocessing());
        return config;
    }

    /** True if the network looks at patches of volumes and says something of each of their voxels. */
    private static boolean isOfPatches(TrainingConfig config) {
        Network network = Networks.create(config);
        return network.dimensions() == 3 && network.patch() == 0;
    }
}
