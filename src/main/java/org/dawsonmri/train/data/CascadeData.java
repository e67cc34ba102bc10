package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.cascade.LesionSubject;
import org.dawsonmri.cascade.PatchSet;
import org.dawsonmri.cascade.ScanChannels;
import org.dawsonmri.config.CascadeSettings;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.data.VoxelSampler.Voxels;
import org.dawsonmri.volume.Geometry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The subjects of a cascade's training. Their normalised scans stay in memory as they are, four bytes a voxel and
 * channel; patches are cut as they are needed.
 *
 * @param source of the data set, for messages
 * @param known what is known of the subjects
 * @param training subjects to learn from
 * @param validation subjects to measure with; if they have no lesion, a part of the voxels to learn from is
 */
public record CascadeData(String source, TrainingData.Subjects known, List<LesionSubject> training,
    List<LesionSubject> validation) {

    /** A cascade knows one class, whatever the label's value. */
    private static final int[] LESION = {1};

    /**
     * Reads and prepares all training and validation subjects, several at a time.
     *
     * @throws DawsonException if a subject lacks a channel or label, its files do not fit together, or no training
     *         subject has a lesion
     */
    public static CascadeData read(Dataset dataset, TrainingConfig config, Progress progress) {
        Preparation preparation = new Preparation(dataset, config);
        LesionSubject[] read = new LesionSubject[preparation.size()];
        preparation.run((number, subject) -> read[number] = lesionSubject(subject, config, progress), progress);
        List<LesionSubject> subjects = List.of(read);
        // Voxels are validated with in any case, as one subject that has lesions.
        CascadeData data = new CascadeData(dataset.source().toString(),
            preparation.subjects(LESION, 1, 1, Map.of(), progress), subjects.subList(0, preparation.training()),
            subjects.subList(preparation.training(), read.length));
        data.requireLesions(config.cascade(), progress);
        data.warnOfValidation(config.cascade(), progress);
        return data;
    }

    /** All subjects, those to train on first. */
    public List<LesionSubject> subjects() {
        List<LesionSubject> all = new ArrayList<>(training);
        all.addAll(validation);
        return all;
    }

    /**
     * The voxels of one stage.
     *
     * @param pools voxels that may become negatives, for each of {@link #subjects()}
     * @throws DawsonException if there is no negative
     */
    public VoxelSampler sampler(List<int[]> pools, TrainingConfig config, long seed) {
        CascadeSettings settings = config.cascade();
        List<int[]> labelled = IntStream.range(0, pools.size())
            .mapToObj(i -> subjects().get(i).labelledOf(pools.get(i))).toList();
        PatchSet all = PatchSet.select(training, labelled.subList(0, training.size()), settings, seed);
        if (all.count(0) == 0) {
            throw new DawsonException(source + ": no training subject has a voxel outside of its lesions whose "
                + known.channels().get(0) + " is above " + settings.minThreshold() + " (standard deviations above the "
                + "brain's mean); put FLAIR first with --channels, or lower min_threshold");
        }
        int edge = Networks.create(config).patch();
        PatchSet held = PatchSet.select(validation, labelled.subList(training.size(), pools.size()), settings,
            seed + 1);
        if (held.count(1) > 0) {
            return new VoxelSampler(new Voxels(all, training), new Voxels(held, validation), edge, config, seed);
        }
        PatchSet.Halves halves = all.split(settings.validationShare(), seed);
        return new VoxelSampler(new Voxels(halves.training(), training), new Voxels(halves.validation(), training),
            edge, config, seed);
    }

    // -- Helper methods --

    private static LesionSubject lesionSubject(PreparedSubject prepared, TrainingConfig config, Progress progress) {
        ScanChannels scan = new ScanChannels(prepared.scan().channels());
        float[] label = prepared.label().voxels();
        BitSet lesion = new BitSet(label.length);
        BitSet unlabelled = new BitSet(label.length);
        for (int i = 0; i < label.length; i++) {
            lesion.set(i, label[i] > 0);
            unlabelled.set(i, label[i] < 0);
        }
        warnOfSmall(prepared.id(), scan.grid(), Networks.create(config).patch(), progress);
        return new LesionSubject(prepared.id(), scan, lesion, unlabelled);
    }

    private static void warnOfSmall(String id, Geometry grid, int edge, Progress progress) {
        if (Math.min(grid.nx(), Math.min(grid.ny(), grid.nz())) < edge) {
            progress.warning(id + ": its " + grid.shapeText() + " voxels are fewer than a patch has (" + edge + "³); "
                + "what lies outside counts as the brain's mean");
        }
    }

    private void warnOfValidation(CascadeSettings settings, Progress progress) {
        if (!validation.isEmpty() && validation.stream().allMatch(subject -> subject.lesion().isEmpty())) {
            progress.warning("the labels of all validation subjects (" + validation.size() + ") are empty, so that no "
                + "epoch can be told from another by them: a share of " + settings.validationShare()
                + " of the training voxels is validated with instead");
        }
    }

    private void requireLesions(CascadeSettings settings, Progress progress) {
        if (training.stream().allMatch(subject -> subject.lesion().isEmpty())) {
            throw new DawsonException(source + ": all training labels are empty (0 everywhere); there is nothing to "
                + "learn");
        }
        if (settings.negatives() == CascadeSettings.Negatives.BALANCED) {
            training.stream().filter(subject -> subject.lesion().isEmpty()).forEach(subject -> progress.warning(
                subject.id() + ": has no lesion and therefore gives no voxel to learn from; the setting 'negatives' "
                    + "FRACTION would use it"));
        }
    }
}
