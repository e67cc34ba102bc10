package org.dawsonmri.cli.option;

import org.dawsonmri.Attempts;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.nifti.VoxelSummary;
import org.dawsonmri.segment.Segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What {@code dawson segment} writes of a scan, or the folders for that of many; what is not wanted is null.
 *
 * @param labels the segmentation
 * @param probabilities of all classes
 * @param firstProbabilities those of a cascade's first network
 */
public record SegmentFiles(Path labels, Path probabilities, Path firstProbabilities) {

    /** The name of a subject's files in these folders. */
    public static String name(String subject) {
        return subject + ".nii.gz";
    }

    /** The files of a subject in these folders. */
    public SegmentFiles of(String subject) {
        return map(folder -> folder.resolve(name(subject)));
    }

    /** Those that are not there yet, or not whole. */
    public SegmentFiles missing(Progress progress) {
        return map(file -> isWhole(file, progress) ? null : file);
    }

    /** All that are wanted. */
    public List<Path> all() {
        return Stream.of(labels, probabilities, firstProbabilities).filter(Objects::nonNull).toList();
    }

    public void write(Segmentation result) {
        if (labels != null) {
            NiftiWriter.write(result.labels(), labels, NiftiType.smallestFor(result.labels()));
        }
        if (probabilities != null) {
            NiftiWriter.write(result.probabilities(), probabilities, NiftiType.FLOAT32);
        }
        if (firstProbabilities != null) {
            NiftiWriter.write(result.stage("stage1").probabilities(), firstProbabilities, NiftiType.FLOAT32);
        }
    }

    // -- Helper methods --

    private SegmentFiles map(UnaryOperator<Path> change) {
        return new SegmentFiles(labels == null ? null : change.apply(labels),
            probabilities == null ? null : change.apply(probabilities),
            firstProbabilities == null ? null : change.apply(firstProbabilities));
    }

    private static boolean isWhole(Path file, Progress progress) {
        return Files.exists(file) && Attempts.attempt(file, () -> {
            VoxelSummary.of(NiftiReader.open(file), Progress.NONE); // reads all of it
            return true;
        }, reason -> {
            progress.warning(reason + "; it is written anew");
            return false;
        });
    }
}
