package org.dawsonmri.nifti;

import org.dawsonmri.volume.Volume;

import java.util.List;

/** Kinds of voxels that Dawson writes. Integer types take whole numbers in their range and nothing else. */
public enum NiftiType {
    UINT8(Datatype.UINT8, 0, 255),
    INT16(Datatype.INT16, Short.MIN_VALUE, Short.MAX_VALUE),
    FLOAT32(Datatype.FLOAT32, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

    private final Datatype datatype;
    private final float least;
    private final float most;

    NiftiType(Datatype datatype, float least, float most) {
        this.datatype = datatype;
        this.least = least;
        this.most = most;
    }

    Datatype datatype() {
        return datatype;
    }

    /** True for the types of whole numbers. */
    public boolean isInteger() {
        return this != FLOAT32;
    }

    /** The least value the type can hold. */
    public float least() {
        return least;
    }

    /** The greatest value the type can hold. */
    public float most() {
        return most;
    }

    /** True if a file of this type gives exactly this value back. */
    public boolean holds(float value) {
        return this == FLOAT32 || value >= least && value <= most && value == (float) Math.rint(value);
    }

    /** The first type that holds every voxel exactly: uint8 for most labels, float32 for anything not whole. */
    public static NiftiType smallestFor(Volume volume) {
        return smallestFor(List.of(volume));
    }

    /** The first type that holds every voxel of every frame exactly. */
    public static NiftiType smallestFor(List<Volume> frames) {
        NiftiType type = UINT8;
        for (Volume frame : frames) {
            for (float value : frame.voxels()) {
                while (!type.holds(value)) {
                    type = values()[type.ordinal() + 1]; // FLOAT32 holds all, so there is always a next one
                }
            }
        }
        return type;
    }
}
