package org.dawsonmri.train.data;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Where a prepared scan is labelled, counted plane by plane, so that a labelled voxel can be drawn. */
final class LabelledVoxels {

    private final SliceStore store;
    private final byte[] classOf;
    /** For each class that the scan has: its voxels in each plane. */
    private final List<int[]> counts;
    private final List<Integer> classes;

    /**
     * Reads all labels of a scan.
     *
     * @param n number of classes, background not counted
     */
    LabelledVoxels(SliceStore store, byte[] classOf, int n) {
        this.store = store;
        this.classOf = classOf;
        int[][] all = new int[n + 1][store.count()];
        for (int plane = 0; plane < store.count(); plane++) {
            if (store.isLabelled(plane)) {
                for (int label : store.labels(plane, classOf)) {
                    if (label >= 0) {
                        all[label][plane]++;
                    }
                }
            }
        }
        this.classes = IntStream.rangeClosed(1, n).filter(c -> IntStream.of(all[c]).anyMatch(k -> k > 0)).boxed()
            .toList();
        this.counts = classes.stream().map(c -> all[c]).toList();
    }

    /** True if the whole scan is background. */
    boolean isEmpty() {
        return classes.isEmpty();
    }

    /** A voxel {x, y, z} of which it is known whether it has a class: each slice is as likely that has some. */
    int[] drawKnown(RandomGenerator random) {
        int[] planes = IntStream.range(0, store.count()).filter(store::isKnown).toArray();
        int plane = planes[random.nextInt(planes.length)];
        int[] labels = store.labels(plane, classOf);
        int[] known = IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        int i = known[random.nextInt(known.length)];
        return new int[] {i % store.width(), i / store.width(), plane};
    }

    /** A voxel {x, y, z}: each class of the scan is as likely, and within it each voxel. */
    int[] draw(RandomGenerator random) {
        int chosen = random.nextInt(classes.size());
        int[] perPlane = counts.get(chosen);
        long left = random.nextLong(IntStream.of(perPlane).asLongStream().sum());
        int plane = 0;
        while (left >= perPlane[plane]) {
            left -= perPlane[plane++];
        }
        int[] labels = store.labels(plane, classOf);
        int i = -1;
        while (left >= 0) {
            i++;
            left -= labels[i] == classes.get(chosen) ? 1 : 0;
        }
        return new int[] {i % store.width(), i / store.width(), plane};
    }
}
