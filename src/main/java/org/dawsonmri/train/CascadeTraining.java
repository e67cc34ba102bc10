package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.SessionConfig;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.segment.FiniteProbabilities;
import org.dawsonmri.segment.LesionSubject;
import org.dawsonmri.segment.StageNetwork;
import org.dawsonmri.segment.VoxelSelection;
import org.dawsonmri.train.data.CascadeData;
import org.dawsonmri.train.data.TrainingData;
import org.dawsonmri.train.data.VoxelSampler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains the two networks of a cascade, one after the other, into {@code stage1/} and {@code stage2/} of a model. The
 * first learns to tell lesion voxels from bright voxels elsewhere; the second from what the first takes for lesions
 * in the same scans. A stage whose checkpoint is there goes on; the first is over once the second has begun.
 */
final class CascadeTraining {

    private final Dataset dataset;
    private final ModelFolder model;
    private final PretrainedModel parent;
    private final Progress progress;
    /** Where the networks stand that are trained so far. */
    private final List<TrainingState> states = new ArrayList<>();

    /**
     * @param model folder of the whole model; exists
     * @param parent the cascade that a new training starts from, or null
     */
    CascadeTraining(Dataset dataset, ModelFolder model, PretrainedModel parent, Progress progress) {
        this.dataset = dataset;
        this.model = model;
        this.parent = parent;
        this.progress = progress;
    }

    /**
     * Trains what is not trained yet.
     *
     * @param before what the model says of itself, null in a new training
     */
    void run(TrainingConfig config, ModelDescription before) {
        requireFit(config);
        NetworkTraining first = new NetworkTraining(Stage.ofCascade(1), model, parent, progress);
        NetworkTraining second = new NetworkTraining(Stage.ofCascade(2), model, parent, progress);
        progress.phase(Phase.PREPARE, 0);
        CascadeData data = CascadeData.read(dataset, config, progress);
        warnOfOrder(data.known().channels());
        if (parent != null) {
            parent.requireFit(config, data.known(), progress);
        }
        ModelDescription description = describe(config, data, before);
        model.writeCascade(description);
        if (second.before() == null) {
            train(1, first, config, data, candidates(config, data), description);
        } else {
            progress.message("stage 1 of 2 is trained already");
            states.add(first.before());
        }
        if (second.before() != null || states.get(0).isOver(config, Monitor.LOSS)) {
            progress.phase(Phase.INFERENCE, 0);
            train(2, second, config, data, mistakes(config, data), description);
        }
    }

    // -- Helper methods --

    /** @param pools voxels that may become negatives */
    private void train(int stage, NetworkTraining training, TrainingConfig config, CascadeData data, List<int[]> pools,
        ModelDescription description) {
        VoxelSampler voxels = data.sampler(pools, config, config.seed() + stage);
        progress.message("stage " + stage + " of 2: " + voxels.text());
        TrainingState end = training.run(config, new TrainingData(data.known(), voxels), description, Monitor.LOSS,
            states.isEmpty() ? null : states.get(0).precision(),
            List.of((state, last) -> tell(state, description)));
        states.add(end);
        if (end.isOver(config, Monitor.LOSS)) {
            progress.message("stage " + stage + " of 2 is trained; kept epoch " + end.bestEpoch() + " of "
                + end.epoch());
        }
    }

    /** After an epoch: the whole history, and the scores of what is kept. */
    private void tell(TrainingState now, ModelDescription description) {
        List<Map<String, Double>> rows = new ArrayList<>();
        Map<String, Double> scores = new LinkedHashMap<>();
        List<TrainingState> all = new ArrayList<>(states);
        all.add(now);
        for (int i = 0; i < all.size(); i++) {
            TrainingState state = all.get(i);
            rows.addAll(state.history());
            if (state.bestEpoch() == 0) {
                continue; // nothing was measured yet
            }
            String prefix = "stage" + (i + 1) + "_";
            Map<String, Double> best = state.history().get(state.bestEpoch() - 1);
            scores.put(prefix + "epoch", best.get("epoch"));
            for (String score : List.of("val_loss", "val_accuracy", "val_patch_dice")) {
                scores.put(prefix + score, best.get(score));
            }
        }
        model.update(into -> {
            History.write(into.history(), rows);
            into.writeCascade(description.withProvenance(Precision.PROVENANCE, now.precision().label())
                .withScores(scores));
        });
    }

    private static List<int[]> candidates(TrainingConfig config, CascadeData data) {
        return data.subjects().stream().map(s -> s.candidates(config.cascade().minThreshold())).toList();
    }

    /** What the first network takes for lesions, for each subject. */
    private List<int[]> mistakes(TrainingConfig config, CascadeData data) {
        List<int[]> pools = new ArrayList<>();
        List<LesionSubject> subjects = data.subjects();
        try (StageNetwork first = StageNetwork.open(model.stage(1),
            SessionConfig.of(Precision.FLOAT32, config.threads()))) {
            for (LesionSubject subject : subjects) {
                int[] candidates = subject.candidates(config.cascade().minThreshold());
                float[] p = first.probabilities(subject.scan(), candidates, progress);
                FiniteProbabilities.require(p, model.stage(1), subject.id());
                int[] sure = VoxelSelection.above(candidates, p, config.cascade().trainingThreshold());
                pools.add(sure.length > 0 ? sure : subject.candidates(config.cascade().fallbackThreshold()));
            }
        }
        boolean perfect = true;
        for (int s = 0; s < data.training().size(); s++) {
            perfect &= VoxelSelection.without(pools.get(s), subjects.get(s).lesion()).length == 0;
        }
        if (perfect) {
            progress.warning("the first network finds nothing outside of the training scans' lesions; the second one "
                + "learns from the same kind of voxels as the first");
            return candidates(config, data);
        }
        return pools;
    }

    private ModelDescription describe(TrainingConfig config, CascadeData data, ModelDescription before) {
        ModelDescription description = new NewDescription(dataset, before, parent).of(config, data.known(), null,
            "training_lesion_voxels", data.training().stream().mapToLong(s -> s.lesion().cardinality()).sum())
            .withProvenance(Monitor.PROVENANCE, Monitor.LOSS.text());
        if (before == null) {
            return description;
        }
        SameTraining.require(model, dataset, before, description, progress);
        return description.withScores(before.scores());
    }

    private void warnOfOrder(List<String> channels) {
        String first = channels.get(0);
        channels.stream().skip(1).filter(name -> name.equalsIgnoreCase("FLAIR")).forEach(name -> progress.warning(
            "the first channel, " + first
            + ", decides which voxels are looked at: bright ones; if lesions are bright in "
                + name + ", put that first with --channels"));
    }

    /** What is set for slices must not seem to do something. */
    private static void requireFit(TrainingConfig config) {
        String normalization = config.preprocessing().normalization();
        if (!List.of(Normalizers.ZSCORE, Normalizers.MEDIAN).contains(normalization)) {
            throw new DawsonException("normalization is " + normalization + ", but a cascade's thresholds and padding "
                + "need the brain's mean or median at 0; choose zscore or median");
        }
        if (!config.augmentation().isNone() || config.augmentation().paintedLesions().isOn()) {
            throw new DawsonException("augmentation is for training slices, a cascade learns from patches and mirrors "
                + "them by itself; leave --augmentation and --painted-lesions out");
        }
        if (!config.benchmarkSlices().isEmpty()) {
            throw new DawsonException("benchmark_slices are drawn of networks of slices; leave them out for "
                + config.network());
        }
    }
}
