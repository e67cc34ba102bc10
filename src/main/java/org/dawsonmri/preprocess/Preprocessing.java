package org.dawsonmri.preprocess;

import static org.dawsonmri.Setting.Door.COMMAND_LINE;
import static org.dawsonmri.Setting.Door.FORM;

import org.dawsonmri.Setting;
import org.dawsonmri.SettingTable;

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
 */
public record Preprocessing(
    @Setting(title = "Orientation", doors = {},
        help = "Axes that a scan is brought to, RAS for instance, or 'stored' to leave it as it is.")
    String orientation,
    @Setting(title = "Clip", unit = "percentile", value = "PERCENTILE", range = "[0,100]", unset = "nothing",
        help = "What is darker or brighter than these two percentiles of a scan's voxels other than 0 becomes that"
            + " value, before intensities are scaled; 0,100 clips nothing.")
    List<Double> clip,
    @Setting(title = "Crop to head", help = "Leaves out what lies more than 4 voxels outside of the head's box.")
    boolean cropToHead,
    @Setting(title = "Spacing", unit = "mm", value = "MM", range = "(0,)", unset = "the scan's own",
        help = "Voxel size X,Y,Z in mm to resample to.")
    List<Double> spacing,
    @Setting(title = "Shape", unit = "voxels", range = "(0,)", unset = "the scan's own", doors = {},
        help = "Numbers of voxels along X,Y,Z to resample to, of the same field of view.")
    List<Integer> shape,
    @Setting(title = "Normalization", help = "How intensities are brought to a common scale: zscore to mean 0 and"
        + " standard deviation 1 of a scan's voxels other than 0, dataset to those of all training scans, median by"
        + " the tissue's median, percentile from the 1st to the 99th.")
    String normalization,
    @Setting(title = "Axes", option = "axis", unset = "as configured", doors = {COMMAND_LINE, FORM},
        help = "Slices are cut across 0 (sagittal), 1 (coronal) or 2 (axial). Several, comma-separated: one network"
            + " learns all, results are the mean, validation looks across the first.")
    @JsonAdapter(AxesJson.class) @SerializedName(value = "axes", alternate = "axis") List<Integer> axes,
    @Setting(title = "Size", option = "patch-size", unit = "voxels", range = "(0,)", unset = "from the scans",
        help = "Width and height of training slices; with networks of volumes width, height and depth of patches.")
    List<Integer> size,
    @Setting(title = "Statistics", doors = {}, unset = "measured by the training",
        help = "Mean and standard deviation of each channel for the normalization dataset.")
    List<DatasetStatistics> statistics) {

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
        SettingTable.check("", Preprocessing.class, orientation, clip, cropToHead, spacing, shape, normalization, axes,
            size, statistics);
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
