package org.dawsonmri.config;

/**
 * A slice whose segmentation is drawn while a network learns.
 *
 * @param subject a training or validation subject
 * @param slice its number from 0 in the prepared scan, along the first axis that slices are cut across
 */
public record BenchmarkSlice(String subject, int slice) {

    public BenchmarkSlice {
        if (subject == null || subject.isBlank() || slice < 0) {
            throw new IllegalArgumentException("benchmark_slices has the entry {subject: " + subject + ", slice: "
                + slice + "}, expected a subject's name and a slice number from 0");
        }
    }
}
