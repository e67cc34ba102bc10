package org.dawsonmri.nifti;

/** Kinds of voxels that a NIfTI or Analyze header can name, by the codes of the NIfTI-1 standard. */
public enum Datatype {
    UINT8(2, 8), INT16(4, 16), INT32(8, 32), FLOAT32(16, 32), FLOAT64(64, 64), RGB24(128, 24), INT8(256, 8),
    UINT16(512, 16), UINT32(768, 32), INT64(1024, 64), UINT64(1280, 64), RGBA32(2304, 32),
    BINARY(1, 1), COMPLEX64(32, 64), FLOAT128(1536, 128), COMPLEX128(1792, 128), COMPLEX256(2048, 256);

    private final int code;
    private final int bits;

    Datatype(int code, int bits) {
        this.code = code;
        this.bits = bits;
    }

    public int code() {
        return code;
    }

    /** Bits of one voxel, the header's {@code bitpix}. */
    public int bits() {
        return bits;
    }

    /** Bytes of one voxel; only {@link #BINARY}, which is not read, has none. */
    public int bytes() {
        return bits / 8;
    }

    /** The name as people know it: {@code int16}, {@code float32}, {@code rgb24}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** True for the types whose voxels are colours; they are read as luminance and never scaled. */
    public boolean isColour() {
        return this == RGB24 || this == RGBA32;
    }

    /** True for types that hold whole numbers. */
    public boolean isInteger() {
        return switch (this) {
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 -> true;
            default -> false;
        };
    }

    /** Why such voxels cannot be read and what to do, or null if they can. */
    String refusal() {
        return switch (this) {
            case COMPLEX64, COMPLEX128, COMPLEX256 ->
                "holds complex numbers (" + label() + "); save the magnitude as float32 and open that";
            case FLOAT128 -> "holds 128-bit floats, which no Java number can take; save it as float64 or float32";
            case BINARY -> "holds one bit per voxel, which Dawson does not read; save it as uint8";
            default -> null;
        };
    }

    /** The type of a header's code, or null for codes that the standard does not have. */
    static Datatype ofCode(int code) {
        for (Datatype type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }
}
