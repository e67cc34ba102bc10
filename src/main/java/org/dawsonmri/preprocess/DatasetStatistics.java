package org.dawsonmri.preprocess;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Mean and standard deviation of the intensities of a training set, slice by slice, for
 * {@link Normalization#standardize}. With m(s) the mean of slice s, F files and Z(f) slices in file f:
 * <ul>
 * <li>mean = Σ_f Σ_s m(s) / (Z(f)·F): each file weighs the same,
 * <li>std = √(mean over all slices of the mean of (voxel − mean)²): each slice weighs the same.
 * </ul>
 * This is how Perone et al.'s spinal cord code, and the pipeline after it, defines them. Voxels that are NaN or
 * infinite count as 0, which is what {@link Normalization} makes of them.
 *
 * @param mean over all voxels, background included
 * @param std never negative
 */
public record DatasetStatistics(double mean, double std) {

    /**
     * Reads the files one after the other; only one volume is in memory at a time.
     *
     * @param files at least one scan of the same modality
     * @param read reads (and, if wanted, crops) one of them
     * @param axis the axis along which the network's slices are cut
     * @throws DawsonException if there is no file
     */
    public static DatasetStatistics of(List<Path> files, Function<Path, Volume> read, int axis, Progress progress) {
        if (files.isEmpty()) {
            throw new DawsonException("no training scans to take mean and standard deviation from; add subjects to the"
                + " training split");
        }
        double mean = 0;
        double within = 0; // Σ over slices of the mean of (voxel − m(s))²
        Moments slices = new Moments(); // of m(s) over slices
        for (int f = 0; f < files.size(); f++) {
            progress.checkCancelled();
            Volume volume = read.apply(files.get(f));
            int count = volume.geometry().size(axis);
            for (int s = 0; s < count; s++) {
                Moments slice = new Moments();
                for (float v : Slices.plane(volume, axis, s)) {
                    slice.add(Float.isFinite(v) ? v : 0);
                }
                mean += slice.mean / count / files.size();
                within += slice.variance();
                slices.add(slice.mean);
            }
            progress.update(f + 1, files.size(), "scans measured");
        }
        double shift = slices.mean - mean;
        return new DatasetStatistics(mean, Math.sqrt(within / slices.n + slices.variance() + shift * shift));
    }

    /** Running mean and variance (B. P. Welford, Technometrics 4, 1962): no cancellation at large offsets. */
    private static final class Moments {
        private long n;
        private double mean;
        private double squares;

        void add(double v) {
            n++;
            double delta = v - mean;
            mean += delta / n;
            squares += delta * (v - mean);
        }

        double variance() {
            return squares / n;
        }
    }
}
