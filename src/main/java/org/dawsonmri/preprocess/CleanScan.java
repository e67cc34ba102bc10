package org.dawsonmri.preprocess;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Volume;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * What is broken in a scan, before anything is computed from it: voxels that are no numbers, voxels far outside of all
 * others, and scans that show nothing at all.
 */
final class CleanScan {

    private CleanScan() {
    }

    /**
     * The scan with voxels that are no numbers in the value of its background, and clipped, as the settings say.
     *
     * @throws DawsonException if there is not one number in it
     */
    static Volume of(Volume scan, Preprocessing settings, Progress progress) {
        int broken = notFinite(scan);
        if (broken == scan.voxels().length) {
            throw new DawsonException(scan.name() + ": all " + broken + " voxels are NaN or infinite, expected a scan; "
                + "make it anew from its source");
        }
        List<Double> clip = settings.clip();
        if (broken > 0) {
            progress.warning(scan.name() + ": " + broken + " of " + scan.voxels().length
                + " voxels are NaN or infinite and "
                + (clip == null ? "become 0 once intensities are scaled" : "count as background"));
        }
        if (clip == null) {
            return scan;
        }
        Volume numbers = broken > 0 ? filled(scan) : scan;
        return clip.get(0) > 0 || clip.get(1) < 100
            ? Normalization.outlierClip(numbers, clip.get(0), clip.get(1)) : numbers;
    }

    /**
     * Makes sure that something is left of a scan.
     *
     * @param scan as it is
     * @param prepared as the network is to get it
     * @throws DawsonException if not
     */
    static void requireContrast(Volume scan, Volume prepared, String normalization) {
        OptionalDouble only = only(scan, v -> true);
        if (only.isPresent()) {
            throw new DawsonException(scan.name() + ": all voxels are " + (float) only.getAsDouble()
                + ", expected a scan; replace it, or train a model without this channel");
        }
        if (only(prepared, v -> true).isPresent()
            || normalization.equals(Normalizers.ZSCORE) && only(scan, v -> v != 0).isPresent()) {
            throw new DawsonException(scan.name()
                + ": all voxels but the background are alike, so that nothing is left of it after the normalization "
                + normalization + "; expected a scan and not a mask");
        }
    }

    // -- Helper methods --

    private static int notFinite(Volume volume) {
        int n = 0;
        for (float v : volume.voxels()) {
            n += Float.isFinite(v) ? 0 : 1;
        }
        return n;
    }

    /** Outside of a mask some programs write NaN: where the faces have nothing else, the background is 0. */
    private static Volume filled(Volume scan) {
        float background = Background.of(scan.with(with(0, scan.voxels()))).value();
        return scan.with(with(background, scan.voxels()));
    }

    private static float[] with(float value, float[] voxels) {
        float[] filled = voxels.clone();
        for (int i = 0; i < filled.length; i++) {
            filled[i] = Float.isFinite(filled[i]) ? filled[i] : value;
        }
        return filled;
    }

    /** The value of the chosen voxels, if they all have one. */
    private static OptionalDouble only(Volume volume, DoublePredicate chosen) {
        float first = Float.NaN;
        for (float v : volume.voxels()) {
            if (Float.isFinite(v) && chosen.test(v) && v != first) {
                if (!Float.isNaN(first)) {
                    return OptionalDouble.empty();
                }
                first = v;
            }
        }
        return Float.isNaN(first) ? OptionalDouble.empty() : OptionalDouble.of(first);
    }
}
