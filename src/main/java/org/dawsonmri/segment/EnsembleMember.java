package org.dawsonmri.segment;

import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.volume.Volume;

import java.util.List;

/** One loaded model of a {@link Segmenter}: a network of slices or volumes, or a cascade. Close it. */
final class EnsembleMember implements AutoCloseable {

    /** How networks come from a prepared scan to what is found in it. */
    interface Inference {

        /**
         * Looks at a scan; tells its phases from {@code graph} on.
         *
         * @param scan its channels in the model's order
         * @param name of the scan
         * @return in the scan's own grid
         */
        Segmentation segment(PreparedScan scan, String name, Progress progress);
    }

    private final ModelFolder folder;
    private final ModelDescription model;
    private final LoadedNetworks networks;
    private final Inference inference;

    private EnsembleMember(ModelFolder folder, ModelDescription model, LoadedNetworks networks, Inference inference) {
        this.folder = folder;
        this.model = model;
        this.networks = networks;
        this.inference = inference;
    }

    /** @throws org.dawsonmri.DawsonException if the folder is no model, lacks weights, or the options do not fit it */
    static EnsembleMember open(ModelFolder folder, SegmentOptions options) {
        ModelDescription model = folder.readDescription();
        if (Networks.isCascade(model.config())) {
            LoadedNetworks stages = new LoadedNetworks(CascadeInference.stages(folder, model, options), options);
            return new EnsembleMember(folder, model, stages, new CascadeInference(model, stages, options));
        }
        DenseInference.requireFit(folder, model, options);
        LoadedNetworks network = new LoadedNetworks(List.of(folder), options);
        return new EnsembleMember(folder, model, network, new DenseInference(model, network, options));
    }

    ModelFolder folder() {
        return folder;
    }

    ModelDescription model() {
        return model;
    }

    /**
     * Segments a scan.
     *
     * @param channels in the model's order
     */
    Segmentation segment(List<Volume> channels, Progress progress) {
        progress.phase(Phase.PREPARE, 0);
        PreparedScan scan = PreparedScan.of(channels, model.config().preprocessing(), progress);
        UnfamiliarScan.warn(folder, model, channels, scan, progress);
        return inference.segment(scan, channels.get(0).name(), progress);
    }

    @Override
    public void close() {
        networks.close();
    }
}
