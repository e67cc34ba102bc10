package org.dawsonmri.volume;

/** Unit of a {@link Geometry}'s affine, with NIfTI's {@code xyzt_units} codes. An unknown unit is taken for mm. */
public enum SpatialUnit {
    UNKNOWN(0, 1, "unknown"), METRE(1, 1000, "m"), MILLIMETRE(2, 1, "mm"), MICROMETRE(3, 0.001, "um");

    private final int niftiCode;
    private final double inMillimetres;
    private final String symbol;

    SpatialUnit(int niftiCode, double inMillimetres, String symbol) {
        this.niftiCode = niftiCode;
        this.inMillimetres = inMillimetres;
        this.symbol = symbol;
    }

    public int niftiCode() {
        return niftiCode;
    }

    /** Millimetres in one unit. */
    public double inMillimetres() {
        return inMillimetres;
    }

    public String symbol() {
        return symbol;
    }

    /** The unit of NIfTI's code (lowest three bits of {@code xyzt_units}); codes nobody defined are unknown. */
    public static SpatialUnit ofNiftiCode(int code) {
        for (SpatialUnit unit : values()) {
            if (unit.niftiCode == (code & 7)) {
                return unit;
            }
        }
        return UNKNOWN;
    }
}
