package org.dawsonmri.preprocess;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Resample;
import org.dawsonmri.volume.Volume;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A scan's channels as a network sees them, and the way back: training and segmentation both come through here, so that
 * they cannot differ. The scan itself is not changed.
 */
public final class PreparedScan {

    private static final int MARGIN = 4;

    private final Preprocessing settings;
    private final Geometry original;
    private final Volume first; // reoriented and clean, as a yardstick for label maps
    private final Crop crop;
    private final Geometry cropped;
    private final Geometry working;
    private final List<Volume> channels;

    private PreparedScan(Preprocessing settings, Geometry original, List<Volume> reoriented) {
        this.settings = settings;
        this.original = original;
        this.first = reoriented.get(0);
        this.crop = settings.cropToHead() ? HeadBox.of(first, MARGIN) : Crop.whole(first.geometry());
        this.cropped = crop.apply(first.geometry());
        this.working = workingGrid(settings, cropped);
        this.channels = IntStream.range(0, reoriented.size()).mapToObj(c -> prepare(reoriented.get(c), c)).toList();
    }

    /** Prepares the channels of one scan; warnings are dropped. */
    public static PreparedScan of(List<Volume> channels, Preprocessing settings) {
        return of(channels, settings, Progress.NONE);
    }

    /**
     * Prepares the channels of one scan.
     *
     * @param channels at least one; all lie in the grid of the first, if in other orientations
     * @param progress hears of channels that lie not quite in one grid, and of voxels that are NaN or infinite
     * @throws DawsonException if the channels' grids differ, a channel shows nothing, or intensities are to be scaled
     *         by a training set's statistics and there are none
     */
    public static PreparedScan of(List<Volume> channels, Preprocessing settings, Progress progress) {
        requireStatistics(settings, channels);
        return new PreparedScan(settings, channels.get(0).geometry(), GridRule.VOXEL.lay(channels, progress).stream()
            .map(channel -> CleanScan.of(reorient(channel, settings), settings, progress)).toList());
    }

    /** The channels in the working grid, normalised. */
    public List<Volume> channels() {
        return channels;
    }

    /** The grid that the network works in. */
    public Geometry workingGrid() {
        return working;
    }

    /** For each channel the value around slices that are smaller than their frame: its darkest, as air is. */
    public float[] padding() {
        float[] padding = new float[channels.size()];
        for (int c = 0; c < padding.length; c++) {
            float min = Float.POSITIVE_INFINITY;
            for (float v : channels.get(c).voxels()) {
                min = Math.min(min, v);
            }
            padding[c] = min;
        }
        return padding;
    }

    /**
     * A label map of this scan in the working grid, values unchanged.
     *
     * @throws DawsonException if it lies in another grid than the scan
     */
    public Volume label(Volume label, Progress progress) {
        Volume laid = GridRule.VOXEL.lay(label, first.name(), original, progress);
        Volume volume = crop.apply(reorient(laid, settings));
        return isResampled() ? Resample.nearest(volume, working) : volume;
    }

    /** A map in the working grid, probabilities for instance, back in the scan's own grid; 0 outside of a crop. */
    public Volume restore(Volume map) {
        Volume volume = isResampled() ? Resample.probabilities(map, cropped) : map;
        return Reorient.backTo(crop.undo(volume, first.geometry()), original);
    }

    /** True if the working grid has other voxels than the scan. */
    public boolean isResampled() {
        return working != cropped;
    }

    // -- Helper methods --

    private static Volume reorient(Volume volume, Preprocessing settings) {
        return settings.isStored()
            ? volume
            : Reorient.to(volume, Orientation.parse(settings.orientation()));
    }

    private static Geometry workingGrid(Preprocessing settings, Geometry grid) {
        if (settings.shape() != null) {
            return Resample.geometryWithShape(grid, settings.shape().stream().mapToInt(Integer::intValue).toArray());
        }
        if (settings.spacing() != null) {
            return Resample.geometryWithSpacing(grid,
                settings.spacing().stream().mapToDouble(Double::doubleValue).toArray());
        }
        return grid;
    }

    private Volume prepare(Volume volume, int channel) {
        Volume part = crop.apply(volume);
        Volume prepared = normalize(isResampled() ? Resample.linear(part, working) : part, channel);
        CleanScan.requireContrast(volume, prepared, settings.normalization());
        return prepared;
    }

    private Volume normalize(Volume resampled, int channel) {
        Volume normalized = Normalizers.create(settings).normalize(resampled,
            settings.statistics() == null ? null : settings.statistics().get(channel));
        if (!normalized.geometry().equals(resampled.geometry())) { // a plugin's
            throw new DawsonException(resampled.name() + ": the normalization " + settings.normalization()
                + " gave another grid, expected other values in the same one; ask its author");
        }
        return normalized;
    }

    private static void requireStatistics(Preprocessing settings, List<Volume> channels) {
        int known = settings.statistics() == null ? 0 : settings.statistics().size();
        if (settings.normalization().equals(Normalizers.DATASET) && known != channels.size()) {
            throw new DawsonException(channels.get(0).name()
                + ": normalization is dataset, which takes mean and std of each of its " + channels.size()
                + " channels, but preprocessing.statistics has " + known
                + "; train the model, or write them into its dawson.json");
        }
    }
}
