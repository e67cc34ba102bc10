package org.dawsonmri.network;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.runtime.Registry;

import com.google.gson.JsonObject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The networks by name: those of Dawson, and those of plugins. */
public final class Networks {

    private static final Map<String, Network> DEFAULTS = new LinkedHashMap<>();
    private static final Registry<Network> ALL = new Registry<>(Network.class, "network", DEFAULTS);

    static {
        DEFAULTS.put("unet", new Unet());
        DEFAULTS.put("unet-keras", new ThesisUnet(ThesisUnet.Variant.KERAS));
        DEFAULTS.put("unet-eddl", new ThesisUnet(ThesisUnet.Variant.EDDL));
        DEFAULTS.put("unet-ronneberger", new RonnebergerUnet());
        DEFAULTS.put("smallunet", NeuropolyUnet.small());
        DEFAULTS.put("unet-neuropoly", NeuropolyUnet.large());
        DEFAULTS.put("double-unet", new DoubleUnet());
        DEFAULTS.put("segnet", new SegNet());
        DEFAULTS.put("nopool-aspp", new NoPoolAspp(64));
        DEFAULTS.put("nopool-aspp-32", new NoPoolAspp(32));
        DEFAULTS.put("unet3d", Unet.ofVolumes());
        DEFAULTS.put("cascade-valverde", new CascadeCnn(CascadeCnn.Variant.VALVERDE));
        DEFAULTS.put("cascade-seed1", new CascadeCnn(CascadeCnn.Variant.SEED1));
        DEFAULTS.put("cascade-seed1-eddl", new CascadeCnn(CascadeCnn.Variant.SEED1_EDDL));
        DEFAULTS.put("cascade-nicmslesions", new CascadeNicMsLesions());
        DEFAULTS.put("cascade-fcn", new CascadeFcn());
    }

    private Networks() {
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return ALL.names();
    }

    /**
     * The network of that name as published.
     *
     * @throws DawsonException if there is no such network
     */
    public static Network create(String name) {
        return create(name, new JsonObject());
    }

    /** The network that settings name, with its options. @throws DawsonException if there is no such one */
    public static Network create(TrainingConfig config) {
        return create(config.network(), config.networkOptions());
    }

    /** True of a cascade and of each of its two networks: they decide about single voxels. */
    public static boolean isCascade(TrainingConfig config) {
        return create(config).patch() > 0;
    }

    /**
     * The network of that name with some options changed.
     *
     * @param options keys as the network's record has them, in snake_case; empty for the defaults
     * @throws DawsonException if there is no such network or option
     */
    public static Network create(String name, JsonObject options) {
        return ALL.create(name, options);
    }
}
