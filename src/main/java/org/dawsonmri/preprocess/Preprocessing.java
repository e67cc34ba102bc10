package org.dawsonmri.preprocess;

import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.annotations.SerializedName;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is done to a scan before a network sees it; part of a model, so that segmentation does the same as training.
 * The steps run in the order of the components.
 *
 * @param orientation axes a scan is brought to, {@code RAS} for instance, or {@code stored} to leave it as it is
 * @param clip two percentiles of the scan's voxels that are not 0: what is darker than the first or brighter than the
 *        second becomes that value ({@link Normalization#outlierClip}), and NaN and infinite voxels become background.
 *        0 and 100 clip nothing; null, in models that were trained before there was such a step, leaves it out
 * @param cropToHead leaves out what lies more than 4 voxels outside of the head's box
 * @param spacing voxel size in mm to resample to (three numbers), or null for the scan's own
 * @param shape voxels to resample to (three numbers, the same field of view), or null
 * @param normalization {@code zscore} (mean 0 and standard deviation 1 of the non-zero voxels, per scan), {@code
 *        median} (divided by the tissue's median, minus 1), {@code minmax}, {@code percentile} (1st to 99th percentile
 *        to 0…1), {@code dataset} (mean 0 and standard deviation 1 of the training set), {@code none}, or a plugin's:
 *        {@link Normalizers}
 * @param axes the axes that slices are cut across, each 0, 1 or 2 of the reoriented scan. One network learns the slices
 *        across all of them; segmentation runs across each and takes the mean; validation looks across the first only,
 *        so that no voxel counts more than once
 * @param size width and height of training slices in pixels, or null for the smallest that holds all of them; for a
 *        network of volumes width, height and depth of training patches in voxels, or null for what the scans suggest
 * @param statistics mean and standard deviation of each channel for {@code dataset}; null until a training has measured
 *        them. A training that finds some takes those
 */
public record Preprocessing(String orientation, List<Double> clip, boolean cropToHead, List<Double> spacing,
    List<Integer> shape, String normalization,
    @JsonAdapter(AxesJson.class) @SerializedName(value = "axes", alternate = "axis") List<Integer> axes,
    List<Integer> size, List<DatasetStatistics> statistics) {

    /**
     * One voxel in 2000 at each end. Of four people's lesions in FLAIR 1 to 13 % are brighter than that, and become as
     * bright as this still; at 99.5 %, which many programs take, 10 to 60 % are (docs/reference/intensities.md).
     */
    private static final List<Double> CLIP = List.of(0.05, 99.95);

    /** RAS, clipped, no resampling, z-score, axial slices. */
    public Preprocessing() {
        this("RAS", CLIP, false, null, null, Normalizers.ZSCORE, List.of(2), null, null);
    }

    public Preprocessing {
        if (axes == null || axes.isEmpty() || !Set.of(0, 1, 2).containsAll(axes)
            || Set.copyOf(axes).size() < axes.size()) {
            throw new IllegalArgumentException("axes is " + axes + ", expected one or more of 0, 1 and 2");
        }
        axes = List.copyOf(axes);
        if (normalization == null) {
            throw new IllegalArgumentException("normalization is missing, expected the name of one");
        }
        normalization = normalization.toLowerCase(Locale.ROOT); // older models have capitals
        clip = clip == null ? null : List.copyOf(clip);
        if (clip != null && !(clip.size() == 2 && clip.get(0) >= 0 && clip.get(0) < clip.get(1)
            && clip.get(1) <= 100)) {
            throw new IllegalArgumentException("clip is " + clip + ", expected two percentiles from 0 to 100, the "
                + "smaller one first");
        }
        requireLength("spacing", spacing, 3);
        requireLength("shape", shape, 3);
        requireLength("size", size, size != null && size.size() == 3 ? 3 : 2);
        statistics = statistics == null ? null : List.copyOf(statistics);
        if (spacing != null && shape != null) {
            throw new IllegalArgumentException("spacing and shape are both given; choose one");
        }
    }

    /** True if a scan's axes are left as they are. */
    public boolean isStored() {
        return orientation.equalsIgnoreCase("stored");
    }

    /** The axis across which validation looks. */
    public int firstAxis() {
        return axes.get(0);
    }

    /** True if intensities are scaled by numbers of a training set that are not known yet. */
    public boolean lacksStatistics() {
        return normalization.equals(Normalizers.DATASET) && statistics == null;
    }

    /** The same steps without the last one: intensities as they are. */
    public Preprocessing withoutNormalization() {
        return new Preprocessing(orientation, clip, cropToHead, spacing, shape, Normalizers.NONE, axes, size, null);
    }

    private static void requireLength(String what, List<? extends Number> values, int length) {
        if (values == null) {
            return;
        }
        if (values.size() != length || values.stream().anyMatch(v -> !(v.doubleValue() > 0))) {
            throw new IllegalArgumentException(what + " is " + values + ", expected "
                + (what.equals("size") ? "2 or 3" : length) + " positive numbers");
        }
    }

    /** Axes as a list, {@code [0, 1, 2]}; a single number, as models of the first version have it, is read as well. */
    static final class AxesJson extends TypeAdapter<List<Integer>> {

        @Override
        public List<Integer> read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NUMBER) {
                return List.of(in.nextInt());
            }
            List<Integer> axes = new ArrayList<>();
            in.beginArray();
            while (in.hasNext()) {
                axes.add(in.nextInt());
            }
            in.endArray();
            return axes;
        }

        @Override
        public void write(JsonWriter out, List<Integer> axes) throws IOException {
            out.beginArray();
            for (int axis : axes) {
                out.value(axis);
            }
            out.endArray();
        }
    }
}
