package org.dawsonmri.train.data;

import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.segment.LesionSubject;
import org.dawsonmri.segment.PatchFlip;
import org.dawsonmri.segment.PatchSet;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Voxels with the cubes around them, from which one of a cascade's networks learns.
 *
 * @param training voxels to learn from
 * @param validation voxels to measure with, as one subject
 * @param edge voxels of a cube along each axis
 * @param config batch size, and whether half of each training batch is mirrored
 * @param seed of the order of training
 */
public record VoxelSampler(Voxels training, Voxels validation, int edge, TrainingConfig config, long seed)
    implements Sampler {

    /** Some voxels and the subjects whose they are. */
    public record Voxels(PatchSet set, List<LesionSubject> subjects) {
    }

    @Override
    public List<Integer> frame() {
        return List.of(edge, edge, edge);
    }

    @Override
    public int size() {
        return training.set().size();
    }

    @Override
    public List<Supplier<Batch>> epoch(int epoch) {
        boolean mirrored = config.cascade().rotatePatches();
        return training.set().epoch(epoch, config.batchSize(), config.dropLast(), seed).stream()
            .<Supplier<Batch>>map(draw -> () -> read(training, draw, mirrored)).toList();
    }

    @Override
    public List<Supplier<Batch>> validation(int subject) {
        return validation.set().inOrder(config.batchSize()).stream()
            .<Supplier<Batch>>map(draw -> () -> read(validation, draw, false)).toList();
    }

    /** Each voxel counts alike. */
    @Override
    public double weight(Batch batch) {
        return batch.size();
    }

    /** What people are told of it. */
    public String text() {
        return training.set().count(1) + " lesion voxels and " + training.set().count(0) + " others to learn from, "
            + validation.set().size() + " to validate with";
    }

    // -- Helper methods --

    private Batch read(Voxels voxels, PatchSet.Draw draw, boolean mirrored) {
        int n = draw.patches().length;
        PatchFlip[] flips = new PatchFlip[n];
        Arrays.fill(flips, PatchFlip.NONE);
        if (mirrored) {
            flips = PatchFlip.draw(n, draw.seed());
        }
        PatchSet set = voxels.set();
        int length = voxels.subjects().get(0).scan().patchLength(edge);
        float[] images = new float[n * length];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            int patch = draw.patches()[i];
            voxels.subjects().get(set.subject()[patch]).scan()
                .patch(set.voxel()[patch], edge, flips[i], images, i * length);
            labels[i] = set.label()[patch];
        }
        return Batch.ofPatches(edge, images, labels);
    }
}
