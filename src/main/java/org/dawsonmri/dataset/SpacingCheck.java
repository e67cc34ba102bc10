package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.Severity.WARNING;

import org.dawsonmri.dataset.DatasetReport.SubjectSummary;
import org.dawsonmri.volume.Geometry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares voxel sizes across subjects, as training does and segmentation after it. */
final class SpacingCheck {

    private SpacingCheck() {
    }

    /** Training subjects far from their median, and others far from all training subjects. */
    static List<Finding> findings(Dataset dataset, List<SubjectSummary> subjects) {
        Map<String, List<Double>> spacings = new LinkedHashMap<>();
        subjects.stream().filter(subject -> subject.geometry() != null)
            .forEach(subject -> spacings.put(subject.subject(), anatomical(subject.geometry(), subject.orientation())));
        Set<String> training = dataset.trainingSubjects().stream().map(Subject::id).collect(Collectors.toSet());
        List<List<Double>> learned = spacings.entrySet().stream().filter(entry -> training.contains(entry.getKey()))
            .map(Map.Entry::getValue).toList();
        if (learned.isEmpty()) {
            return List.of();
        }
        SpacingRange range = SpacingRange.of(learned);
        return spacings.entrySet().stream().map(entry -> (training.contains(entry.getKey())
            ? range.farFromMedian(entry.getValue()) : range.farFromAll(entry.getValue()))
            .map(far -> new Finding(entry.getKey(), "", Problem.SPACING, WARNING, far + " (more than "
                + SpacingRange.FACTOR + " times off); networks count in voxels: train with --spacing")))
                .flatMap(Optional::stream)
            .toList();
    }

    /** Along right, anterior and superior, however the axes are stored. */
    private static List<Double> anatomical(Geometry geometry, String orientation) {
        Double[] spacing = new Double[3];
        for (int axis = 0; axis < 3; axis++) {
            spacing["RLAPSI".indexOf(orientation.charAt(axis)) / 2] = geometry.spacingMm(axis);
        }
        return Arrays.asList(spacing);
    }
}
