package org.dawsonmri.evaluate.score;

import org.dawsonmri.DawsonException;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which program's definitions the surface scores follow. */
public enum Convention implements Function<LabelPair, SurfaceMeasurement> {

    /** Border voxels, from centre to centre; percentiles of both directions in one list. */
    MEDPY {
        @Override
        public SurfaceMeasurement apply(LabelPair pair) {
            return SurfaceDistances.of(pair);
        }
    },

    /** As MedPy, but a percentile is taken in each direction, and the larger one counts. */
    MONAI {
        @Override
        public SurfaceMeasurement apply(LabelPair pair) {
            return SurfaceDistances.of(pair).perDirection();
        }
    },

    /** Surface elements at voxel corners, weighted by their area, see {@link SurfaceElements}. */
    DEEPMIND {
        @Override
        public SurfaceMeasurement apply(LabelPair pair) {
            return SurfaceElements.of(pair);
        }
    };

    /**
     * @param name {@code medpy}, {@code monai} or {@code deepmind}, in any case
     * @throws DawsonException if it is none of these
     */
    public static Convention of(String name) {
        return Arrays.stream(values()).filter(c -> c.text().equals(name.strip().toLowerCase(Locale.ROOT))).findFirst()
            .orElseThrow(() -> new DawsonException("convention '" + name + "' does not exist; choose among "
                + Arrays.stream(values()).map(Convention::text).collect(Collectors.joining(", "))));
    }

    /** The name on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of a column: tells by which convention it was made unless by the default one. */
    String column(String score, String unit) {
        return score + (this == MEDPY ? "" : "_" + text()) + "_" + unit;
    }

    /** The name that a column has by the default convention. */
    public static String plain(String column) {
        String plain = column;
        for (Convention convention : values()) {
            plain = plain.replace("_" + convention.text() + "_", "_");
        }
        return plain;
    }
}
