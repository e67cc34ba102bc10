package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;

/**
 * A network of slices or volumes in windows over the whole scan: probabilities are the mean over all axes and mirror
 * images, taken in the working grid, and labels the most probable classes.
 */
final class DenseInference implements EnsembleMember.Inference {

    /** Scans of fewer batches are done before trying a second precision would pay. */
    private static final int BATCHES_WORTH_A_TRIAL = 12;

    private final ModelDescription model;
    private final LoadedNetworks network;
    private final List<Mirror> mirrors;

    DenseInference(ModelDescription model, LoadedNetworks network, SegmentOptions options) {
        this.model = model;
        this.network = network;
        this.mirrors = options.flips() ? learntMirrors(model) : List.of(Mirror.NONE);
    }

    /** @throws DawsonException if the model says too little of itself, or has learnt no flips that are asked for */
    static void requireFit(ModelFolder folder, ModelDescription model, SegmentOptions options) {
        if (Networks.create(model.config()).dimensions() == 3 && model.frame().size() != 3) {
            throw new DawsonException(folder.path() + "/dawson.json: 'frame' is " + model.frame() + ", expected width, "
                + "height and depth of the training patches, as " + model.config().network() + " looks at volumes; "
                + "train again");
        }
        if (options.flips() && learntMirrors(model).size() == 1) {
            throw new DawsonException(folder.path() + ": this model was trained without flips, so mirrored scans would "
                + "only spoil its results; leave --flips out, or train with --augmentation mri");
        }
    }

    @Override
    public Segmentation segment(PreparedScan scan, String name, Progress progress) {
        progress.phase(Phase.GRAPH, 0);
        List<WindowInference> inferences = inferences(scan);
        int batches = mirrors.size() * inferences.stream().mapToInt(WindowInference::batches).sum();
        network.decide(batches >= BATCHES_WORTH_A_TRIAL, "a batch",
            runner -> inferences.get(0).runFirst(runner::run), progress);
        progress.phase(Phase.INFERENCE, 0);
        List<Volume> maps = new ArrayList<>();
        model.classes().forEach(c -> maps.add(Volume.zeros(scan.workingGrid(), c.name())));
        Count count = new Count(mirrors.size() * inferences.stream().mapToLong(WindowInference::pieces).sum(),
            inferences.get(0).unit() + " segmented", progress);
        for (WindowInference inference : inferences) {
            for (Mirror mirror : mirrors) {
                inference.addTo(maps, network.get(0)::run, mirror, count::add);
            }
        }
        maps.forEach(map -> FiniteProbabilities.require(map.voxels(), network.folder(0), name));
        progress.phase(Phase.RESTORE, 0);
        ClassMaps.divide(maps, mirrors.size() * inferences.size());
        List<Volume> own = maps.stream().map(map -> scan.restore(map).named(map.name())).toList();
        return new Segmentation(ClassMaps.labels(own, model.classes()).named(name), own);
    }

    // -- Helper methods --

    private List<WindowInference> inferences(PreparedScan scan) {
        Network look = network.get(0).network();
        return look.dimensions() == 3
            ? List.of(WindowInference.ofVolume(scan, model.frame(), model.floatsPerPixel()))
            : model.config().preprocessing().axes().stream()
                .map(axis -> WindowInference.ofSlices(model, scan, axis)).toList();
    }

    private static List<Mirror> learntMirrors(ModelDescription model) {
        return Mirror.learntBy(model.config().augmentation().flip(),
            Networks.create(model.config()).dimensions());
    }

    /** Slices or windows that are done, of all passes over the scan. */
    private static final class Count {

        private final long total;
        private final String what;
        private final Progress progress;
        private final long start = System.nanoTime();
        private long done;

        Count(long total, String what, Progress progress) {
            this.total = total;
            this.what = what;
            this.progress = progress;
            progress.checkCancelled();
        }

        void add(int pieces) {
            done += pieces;
            progress.event(Event.images(done, total, what, start));
            progress.checkCancelled();
        }
    }
}
