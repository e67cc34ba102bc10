package org.dawsonmri.preprocess;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Mean and standard deviation of one channel's intensities over a training set, for {@link Normalization#standardize}.
 * They belong to the model: every scan, of whatever dataset, is scaled by the same two numbers. With m(s) the mean of
 * slice s, F scans and Z(f) slices in scan f:
 * <ul>
 * <li>mean = Σ_f Σ_s m(s) / (Z(f)·F): each scan weighs the same,
 * <li>std = √(mean over all slices of the mean of (voxel − mean)²): each slice weighs the same.
 * </ul>
 * This is how the second paper's published code, and Perone et al.'s spinal cord code before it, define them; there
 * the mean is of the first channel and the deviation of all together, here each channel has its own. Voxels that are
 * NaN or infinite count as 0, which is what {@link Normalization} makes of them.
 *
 * @param mean over all voxels, background included
 * @param std above 0
 */
public record DatasetStatistics(double mean, double std) {

    public DatasetStatistics {
        if (!Double.isFinite(mean) || !Double.isFinite(std) || std <= 0) {
            throw new IllegalArgumentException("statistics has the mean " + mean + " with the standard deviation (std) "
                + std + ", expected numbers, the standard deviation above 0");
        }
    }

    /** Mean and mean square deviation from it, of a slice. */
    private record Moments(double mean, double variance) {

        static Moments of(float[] values) {
            double sum = 0;
            for (float v : values) {
                sum += Float.isFinite(v) ? v : 0;
            }
            double mean = sum / values.length;
            double squares = 0;
            for (float v : values) {
                double deviation = (Float.isFinite(v) ? v : 0) - mean;
                squares += deviation * deviation;
            }
            return new Moments(mean, squares / values.length);
        }
    }

    /**
     * Measures each channel, one scan after the other; only one is in memory at a time.
     *
     * @param channels their names, for messages
     * @param scans how many there are, at least one
     * @param read gives the channels of a scan, from 0
     * @param axis the axis across which slices are cut
     * @throws DawsonException if a channel has one value everywhere
     */
    public static List<DatasetStatistics> of(List<String> channels, int scans, IntFunction<List<Volume>> read,
        int axis, Progress progress) {
        List<List<List<Moments>>> slices = new ArrayList<>(); // of each channel, scan by scan
        channels.forEach(name -> slices.add(new ArrayList<>()));
        for (int f = 0; f < scans; f++) {
            progress.checkCancelled();
            List<Volume> scan = read.apply(f);
            for (int c = 0; c < channels.size(); c++) {
                slices.get(c).add(slices(scan.get(c), axis));
            }
            progress.update(f + 1, scans, "scans measured");
        }
        return IntStream.range(0, channels.size()).mapToObj(c -> of(channels.get(c), slices.get(c))).toList();
    }

    /** The part of a volume that a frame of slices shows, as frames lie in the middle of slices. */
    public static Volume visible(Volume volume, int axis, int width, int height) {
        Geometry g = volume.geometry();
        int[] size = {g.nx(), g.ny(), g.nz()};
        int fast = axis == 0 ? 1 : 0;
        int slow = axis == 2 ? 1 : 2;
        size[fast] = Math.min(size[fast], width);
        size[slow] = Math.min(size[slow], height);
        return Crop.centre(g, size[0], size[1], size[2]).apply(volume);
    }

    // -- Helper methods --

    private static List<Moments> slices(Volume volume, int axis) {
        return IntStream.range(0, volume.geometry().size(axis)).parallel()
            .mapToObj(s -> Moments.of(Slices.plane(volume, axis, s))).toList();
    }

    private static DatasetStatistics of(String channel, List<List<Moments>> scans) {
        double mean = scans.stream()
            .mapToDouble(scan -> scan.stream().mapToDouble(Moments::mean).average().orElseThrow()).average()
            .orElseThrow();
        double variance = scans.stream().flatMap(List::stream)
            .mapToDouble(s -> s.variance() + (s.mean() - mean) * (s.mean() - mean)).average().orElseThrow();
        if (!(variance > 0)) {
            throw new DawsonException("channel " + channel + " has the value " + mean + " everywhere in all training "
                + "scans, so that there is no standard deviation to divide by; leave the channel out, or choose "
                + "another normalization than dataset");
        }
        return new DatasetStatistics(mean, Math.sqrt(variance));
    }
}
