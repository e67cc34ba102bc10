package org.dawsonmri.config;

import org.dawsonmri.dataset.SpacingRange;
import org.dawsonmri.preprocess.BackgroundRange;
import org.dawsonmri.preprocess.ScanTraits;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the scans were like that a model learned from, so that it is noticed where others are not.
 *
 * @param spacing their voxel sizes, as the network saw them
 * @param backgrounds of each channel
 */
public record TrainingScans(SpacingRange spacing, List<BackgroundRange> backgrounds) {

    public TrainingScans {
        if (spacing == null) {
            throw new IllegalArgumentException("training_scans has no spacing");
        }
        backgrounds = List.copyOf(backgrounds);
    }

    /** @param scans at least one, all of the same channels */
    public static TrainingScans of(List<ScanTraits> scans) {
        int channels = scans.get(0).backgrounds().size();
        return new TrainingScans(SpacingRange.of(scans.stream().map(ScanTraits::spacing).toList()),
            IntStream.range(0, channels)
                .mapToObj(c -> BackgroundRange.of(scans.stream().map(scan -> scan.backgrounds().get(c)).toList()))
                .toList());
    }

    /**
     * In what another scan differs so much that the model has never seen the like; a sentence each.
     *
     * @param channels their names
     */
    public List<String> differences(ScanTraits scan, List<String> channels) {
        List<String> differences = new ArrayList<>();
        spacing.farFromAll(scan.spacing()).ifPresent(far -> differences.add(far + " (more than " + SpacingRange.FACTOR
            + " times off); resample it first, or train a model with --spacing"));
        for (int c = 0; c < Math.min(backgrounds.size(), scan.backgrounds().size()); c++) {
            String channel = channels.get(c);
            backgrounds.get(c).difference(scan.backgrounds().get(c)).ifPresent(text ->
                differences.add(channel + " " + text + "; prepare it as the training scans were"));
        }
        return differences;
    }
}
