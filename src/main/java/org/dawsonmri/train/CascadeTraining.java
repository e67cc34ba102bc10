package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.cascade.LesionSubject;
import org.dawsonmri.cascade.PatchSet;
import org.dawsonmri.cascade.VoxelSelection;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.loss.Losses;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.network.SessionConfig;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.segment.FiniteProbabilities;
import org.dawsonmri.segment.cascade.StageNetwork;
import org.dawsonmri.train.data.CascadeData;
import org.dawsonmri.train.optimize.Optimizers;

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
    private final Progress progress;

    /** @param model folder of the whole model; exists */
    CascadeTraining(Dataset dataset, ModelFolder model, Progress progress) {
        this.dataset = dataset;
        this.model = model;
        this.progress = progress;
    }

    /**
     * Trains what is not trained yet.
     *
     * @param resume whether the folder holds a training of the same settings that ended early
     */
    void run(TrainingConfig config, boolean resume) {
        requireFit(config);
        Network network = Networks.create(config);
        CascadeData data = CascadeData.read(dataset, config, progress);
        warnOfOrder(data.channels());
        ModelDescription description = describe(config, network, data);
        if (resume) {
            ModelDescription before = model.readDescription();
            SameTraining.require(model, dataset, before, description, progress);
            description = description.withScores(before.scores());
        }
        model.writeCascade(description);
        try (TrainingGraph graph = new TrainingGraph(network, Losses.create(config), Optimizers.create(config),
            data.channels().size(), 1)) {
            TrainingState first = firstStage(config, graph, data, description);
            if (first.isOver(config, Monitor.LOSS) || Checkpoint.exists(model.stage(2))) {
                train(2, config, graph, data.voxels(mistakes(config, data), config, config.seed() + 2), description,
                    first);
            }
        }
    }

    // -- Helper methods --

    private TrainingState firstStage(TrainingConfig config, TrainingGraph graph, CascadeData data,
        ModelDescription description) {
        if (Checkpoint.exists(model.stage(2))) {
            progress.message("stage 1 of 2 is trained already");
            return Checkpoint.load(model.stage(1)).state();
        }
        return train(1, config, graph, data.voxels(candidates(config, data), config, config.seed() + 1), description,
            null);
    }

    /** @param before where the stage before this one ended, or null */
    private TrainingState train(int stage, TrainingConfig config, TrainingGraph graph, CascadeData.Voxels voxels,
        ModelDescription description, TrainingState before) {
        ModelFolder folder = model.stage(stage);
        PatchSet set = voxels.training().set();
        progress.message("stage " + stage + " of 2: " + set.count(1) + " lesion voxels and " + set.count(0)
            + " others to learn from, " + voxels.validation().set().size() + " to validate with");
        Checkpoint checkpoint = Checkpoint.exists(folder) ? Checkpoint.load(folder) : null;
        Precision precision = checkpoint != null ? checkpoint.state().precision()
            : before != null ? before.precision()
            : PrecisionProbe.decide(config, graph,
                voxels.training().read(set.epoch(1, config.batchSize(), false, config.seed()).get(0)), progress);
        ModelDescription trained = description.withProvenance(Precision.PROVENANCE, precision.label());
        try (TrainingSession session = new TrainingSession(graph, precision, config.threads(),
            stage == 1 ? config.seed() : Augmentation.seed(config.seed(), stage, 0))) {
            if (checkpoint == null) {
                session.initialize();
            } else {
                session.restore(checkpoint.weights(), folder.checkpoint().toString());
                progress.message("going on after epoch " + checkpoint.state().epoch() + " of stage " + stage);
            }
            UnfinishedFolder.create(folder.path());
            TrainingState start = checkpoint != null ? checkpoint.state() : TrainingState.initial(precision);
            if (start.epoch() > 0) {
                tell(stage, start, trained); // it may have ended in between
            }
            return new StageTraining(stage, config, voxels, session, folder, trained, progress)
                .run(start, state -> tell(stage, state, trained));
        }
    }

    /** After an epoch: the whole history, and the scores of what is kept. */
    private void tell(int stage, TrainingState state, ModelDescription description) {
        List<Map<String, Double>> rows = new ArrayList<>();
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int s = 1; s <= stage; s++) {
            TrainingState of = s == stage ? state : Checkpoint.load(model.stage(s)).state();
            rows.addAll(of.history());
            if (of.bestEpoch() == 0) {
                continue; // nothing was measured yet
            }
            Map<String, Double> best = of.history().get(of.bestEpoch() - 1);
            scores.put("stage" + s + "_epoch", best.get("epoch"));
            for (String score : List.of("val_loss", "val_accuracy", "val_patch_dice")) {
                scores.put("stage" + s + "_" + score, best.get(score));
            }
        }
        model.update(into -> {
            History.write(into.history(), rows);
            into.writeCascade(description.withScores(scores));
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

    private ModelDescription describe(TrainingConfig config, Network network, CascadeData data) {
        if (config.classNames().size() > 1) {
            throw new DawsonException("class_names has " + config.classNames() + ", but a cascade knows one class, "
                + "whatever the label's value; give one name");
        }
        Map<String, String> provenance = TrainingProvenance.of(dataset, data.fileSums());
        provenance.put(Monitor.PROVENANCE, Monitor.LOSS.text());
        provenance.put("training_lesion_voxels",
            Long.toString(data.training().stream().mapToLong(s -> s.lesion().cardinality()).sum()));
        String name = config.classNames().isEmpty() ? "lesion" : config.classNames().get(0);
        return new ModelDescription(ModelDescription.FORMAT, data.channels(), List.of(new LabelClass(1, name)),
            network.sizeMultiple(), null, network.floatsPerPixel(), config, Map.of(), provenance, data.scans(), null);
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
