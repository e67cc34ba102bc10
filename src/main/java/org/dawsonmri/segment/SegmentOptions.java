package org.dawsonmri.segment;

import static org.dawsonmri.Setting.Door.COMMAND_LINE;
import static org.dawsonmri.Setting.Door.FORM;

import org.dawsonmri.Setting;
import org.dawsonmri.SettingRow;
import org.dawsonmri.SettingTable;
import org.dawsonmri.config.Precision;
import org.dawsonmri.volume.GridRule;

import com.google.gson.JsonObject;

import java.util.List;

/**
 * How to segment.
 */
public record SegmentOptions(
    @Setting(title = "Precision", help = "How the network computes; auto tries both where a scan is large enough to pay"
        + " for it.")
    Precision precision,
    @Setting(title = "Threads", help = "Cores to use.", range = "[0,)", zero = "all")
    int threads,
    @Setting(title = "Smallest component", unit = "mm³", range = "[0,)", zero = "keep all", option = "min-size",
        field = "min_size", value = "MM3", doors = {COMMAND_LINE, FORM},
        help = "Connected pieces of a label that are smaller than this are removed.")
    double minSizeMm3,
    @Setting(title = "Mirrored slices, too", doors = {COMMAND_LINE, FORM}, help = "Looks at each slice or volume also"
        + " mirrored, as the model's training mirrored them, and takes the mean: two to four times as slow, with volumes"
        + " up to eight times.")
    boolean flips,
    @Setting(title = "Cascade", help = "With a cascade: settings to use instead of the training's, such as"
        + " {\"t_bin\": 0.5, \"l_min\": 5}.")
    JsonObject cascade,
    @Setting(title = "Same grid", doors = {COMMAND_LINE, FORM}, value = "RULE", help = GridRule.HELP)
    GridRule grid) {

    public SegmentOptions {
        SettingTable.check("", SegmentOptions.class, precision, threads, minSizeMm3, flips, cascade, grid);
    }

    /** With a cascade's settings as trained, and channels less than a voxel apart. */
    public SegmentOptions(Precision precision, int threads, double minSizeMm3, boolean flips) {
        this(precision, threads, minSizeMm3, flips, new JsonObject(), GridRule.VOXEL);
    }

    /** Without flips. */
    public SegmentOptions(Precision precision, int threads, double minSizeMm3) {
        this(precision, threads, minSizeMm3, false);
    }

    /** The table of these settings. */
    public static List<SettingRow> table() {
        return SettingTable.of(new SegmentOptions());
    }

    SegmentOptions with(Precision other) {
        return new SegmentOptions(other, threads, minSizeMm3, flips, cascade, grid);
    }

    /** Automatic precision, all cores, nothing removed, no flips. */
    public SegmentOptions() {
        this(Precision.AUTO, 0, 0);
    }
}
