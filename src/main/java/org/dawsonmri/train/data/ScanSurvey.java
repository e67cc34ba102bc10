package org.dawsonmri.train.data;

import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingScans;
import org.dawsonmri.dataset.SpacingRange;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.preprocess.BackgroundRange;
import org.dawsonmri.preprocess.ScanTraits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a training's scans are like, for the model to remember, and which of them do not fit to the others. */
final class ScanSurvey {

    private static final int SHOWN = 3;

    private ScanSurvey() {
    }

    /**
     * The training scans' traits together. Warns of training subjects whose voxels are far from the median's size, and
     * of validation subjects unlike all training subjects.
     *
     * @param traits of the training subjects, then of the validation subjects
     */
    static TrainingScans of(List<Subject> training, List<Subject> validation, List<ScanTraits> traits,
        List<String> channels, Progress progress) {
        TrainingScans scans = TrainingScans.of(traits.subList(0, training.size()));
        warnOfSpacing(training, traits, scans.spacing(), progress);
        warnOfBackgrounds(training, traits, channels, progress);
        for (int i = 0; i < validation.size(); i++) {
            for (String difference : scans.differences(traits.get(training.size() + i), channels)) {
                progress.warning("validation subject " + validation.get(i).id() + ": " + difference);
            }
        }
        return scans;
    }

    private static void warnOfBackgrounds(List<Subject> training, List<ScanTraits> traits, List<String> channels,
        Progress progress) {
        List<String> odd = new ArrayList<>();
        for (int c = 0; c < channels.size(); c++) {
            int channel = c;
            List<Optional<String>> texts = BackgroundRange.odd(traits.subList(0, training.size()).stream()
                .map(scan -> scan.backgrounds().get(channel)).toList());
            for (int i = 0; i < training.size(); i++) {
                String who = training.get(i).id() + "'s " + channels.get(c) + " ";
                texts.get(i).ifPresent(text -> odd.add(who + text));
            }
        }
        if (!odd.isEmpty()) {
            progress.warning("training scans are not all prepared alike: " + some(odd));
        }
    }

    private static void warnOfSpacing(List<Subject> training, List<ScanTraits> traits, SpacingRange range,
        Progress progress) {
        List<String> far = IntStream.range(0, training.size())
            .mapToObj(i -> range.farFromMedian(traits.get(i).spacing())
                .map(text -> training.get(i).id() + " has " + text)).flatMap(Optional::stream).toList();
        if (!far.isEmpty()) {
            progress.warning(far.size() + " of " + training.size() + " training scans have voxels more than "
                + SpacingRange.FACTOR + " times off the others: " + some(far)
                + "; the network counts in voxels: resample all with --spacing");
        }
    }

    private static String some(List<String> texts) {
        return texts.stream().limit(SHOWN).collect(Collectors.joining("; "))
            + (texts.size() > SHOWN ? "; and " + (texts.size() - SHOWN) + " more" : "");
    }
}
