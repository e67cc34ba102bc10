package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.Precision;
import org.dawsonmri.volume.GridRule;

import com.google.gson.JsonObject;

/**
 * How to segment.
 *
 * @param precision how the network computes; auto tries both where a scan is large enough to pay for it
 * @param threads cores to use, 0 for all
 * @param minSizeMm3 connected components of a class that are smaller are removed; 0 keeps all
 * @param flips segments each slice, or volume, also mirrored, in the ways in which the model's training mirrored them,
 *        and takes the mean of the probabilities: two to eight times the work
 * @param cascade settings of a cascade that are to be other than in its training, by their JSON names
 * @param grid which channels of a scan lie in one grid
 */
public record SegmentOptions(Precision precision, int threads, double minSizeMm3, boolean flips, JsonObject cascade,
    GridRule grid) {

    public SegmentOptions {
        if (!(minSizeMm3 >= 0)) {
            throw new DawsonException("the minimum size is " + minSizeMm3 + " mm³, expected 0 or more");
        }
        if (threads < 0) {
            throw new DawsonException("threads is " + threads + ", expected 0 (all) or more");
        }
    }

    /** With a cascade's settings as trained, and channels less than a voxel apart. */
    public SegmentOptions(Precision precision, int threads, double minSizeMm3, boolean flips) {
        this(precision, threads, minSizeMm3, flips, new JsonObject(), GridRule.VOXEL);
    }

    /** Without flips. */
    public SegmentOptions(Precision precision, int threads, double minSizeMm3) {
        this(precision, threads, minSizeMm3, false);
    }

    SegmentOptions with(Precision other) {
        return new SegmentOptions(other, threads, minSizeMm3, flips, cascade, grid);
    }

    /** Automatic precision, all cores, nothing removed, no flips. */
    public SegmentOptions() {
        this(Precision.AUTO, 0, 0);
    }
}
