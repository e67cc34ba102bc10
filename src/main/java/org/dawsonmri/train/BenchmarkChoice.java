package org.dawsonmri.train;

import org.dawsonmri.config.BenchmarkSlice;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.train.data.SliceSampler;
import org.dawsonmri.train.data.SliceSampler.SliceRef;
import org.dawsonmri.train.data.SliceStore;
import org.dawsonmri.train.data.TrainingData;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which slices are drawn while a network learns: those of the configuration or, if it names none, of the first two
 * validation subjects (training subjects if there are none) the slice with most labelled pixels. The same data give
 * the same slices, so that a resumed training goes on with its pictures. Trainings on patches of volumes have none.
 */
final class BenchmarkChoice {

    private static final int SUBJECTS = 2;

    private BenchmarkChoice() {
    }

    static List<BenchmarkSlice> of(TrainingConfig config, TrainingData data) {
        if (!config.benchmarkSlices().isEmpty()) {
            return config.benchmarkSlices();
        }
        if (!(data.sampler() instanceof SliceSampler slices)) {
            return List.of();
        }
        List<SliceStore> all = slices.stores();
        int validation = data.subjects().validation();
        List<SliceStore> candidates = validation > 0 ? all.subList(all.size() - validation, all.size()) : all;
        Predicate<SliceStore> labelled =
            store -> IntStream.range(0, store.count()).anyMatch(store::isLabelled);
        // Subjects without any label come last.
        return Stream.concat(candidates.stream().filter(labelled), candidates.stream().filter(labelled.negate()))
            .map(SliceStore::subject).distinct().limit(SUBJECTS)
            .map(subject -> new BenchmarkSlice(subject, fullest(first(all, subject), slices))).toList();
    }

    /** The store of a subject's slices across the first axis. */
    private static SliceStore first(List<SliceStore> stores, String subject) {
        return stores.stream().filter(store -> store.subject().equals(subject)).findFirst().orElseThrow();
    }

    private static int fullest(SliceStore store, SliceSampler data) {
        int best = store.count() / 2;
        long most = 0;
        for (int slice = 0; slice < store.count(); slice++) {
            long labelled = store.isLabelled(slice) ? labelledPixels(store, slice, data) : 0;
            best = labelled > most ? slice : best;
            most = Math.max(most, labelled);
        }
        return best;
    }

    private static long labelledPixels(SliceStore store, int slice, SliceSampler data) {
        int[] labels = data.readWhole(List.of(new SliceRef(store, slice, 0))).labels();
        return Arrays.stream(labels).filter(label -> label > 0).count();
    }
}
