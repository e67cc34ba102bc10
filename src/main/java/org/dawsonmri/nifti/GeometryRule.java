package org.dawsonmri.nifti;

import org.dawsonmri.nifti.NiftiHeader.Format;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Geometry.XformCodes;
import org.dawsonmri.volume.GridDistance;
import org.dawsonmri.volume.SpatialUnit;

import java.util.List;
import java.util.Locale;

/**
 * Which affine a header means: the sform if its code is above 0, else the qform if its code is above 0, else spacing
 * only. Where both are there and disagree, the qform and its code count for nothing.
 *
 * <p>A {@code pixdim} that is 0, no number or no voxel's size counts as 1, a negative one as its absolute value. A form
 * with such sizes is left out.
 */
final class GeometryRule {

    private static final double SINGULAR = 1e-9;
    /** Of a voxel's edge, in whatever unit: beyond, squares and 32-bit numbers overflow. */
    private static final double LEAST_EDGE = 1e-9;
    private static final double MOST_EDGE = 1e9;
    private static final double FARTHEST = 1e12;

    private final NiftiHeader header;
    private final List<String> warnings;
    private final SpatialUnit unit;

    private GeometryRule(NiftiHeader header, List<String> warnings) {
        this.header = header;
        this.warnings = warnings;
        this.unit = SpatialUnit.ofNiftiCode(header.units());
    }

    /** The geometry of one frame; whatever the user should know about it is added to {@code warnings}. */
    static Geometry geometry(NiftiHeader header, List<String> warnings) {
        return new GeometryRule(header, warnings).decide();
    }

    // -- Helper methods --

    private Geometry decide() {
        Affine sform = usable("sform", header.sformCode(), Affine.of(header.srow()));
        Affine qform = usable("qform", header.qformCode(), qform());
        if (sform == null && qform == null) {
            return spacingOnly();
        }
        XformCodes codes = new XformCodes(qform == null ? 0 : header.qformCode(),
            sform == null ? 0 : header.sformCode());
        if (sform == null) {
            warnAboutSpacing();
            return grid(qform, codes);
        }
        Geometry chosen = grid(sform, codes);
        GridDistance apart = qform == null ? null : GridDistance.of(chosen, grid(qform, codes));
        if (apart == null || apart.isRounding()) {
            return chosen;
        }
        warnings.add(String.format(Locale.ROOT,
            "qform and sform place the same voxel up to %.3g mm apart; the sform is used", apart.mm()));
        return grid(sform, new XformCodes(codes.sform(), codes.sform())); // the qform's code is that of another place
    }

    private Affine usable(String name, int code, Affine affine) {
        if (code <= 0) {
            return null;
        }
        double edges = 1;
        boolean possible = true;
        for (int axis = 0; axis < 3; axis++) {
            edges *= affine.spacing(axis);
            possible &= isEdge(affine.spacing(axis)) && Math.abs(affine.get(axis, 3)) <= FARTHEST;
        }
        if (possible && Math.abs(affine.determinant()) > SINGULAR * edges) {
            return affine;
        }
        warnings.add("the " + name + " (code " + code + ") is not an invertible map of voxels and is left out");
        return null;
    }

    private Affine qform() {
        double rounding = 3 * (header.format() == Format.NIFTI2 ? Math.ulp(1.0) : Math.ulp(1f));
        return Quaternion.affine(header.quaternion(), spacing(), header.pixdim()[0] < 0 ? -1 : 1, header.qoffset(),
            rounding);
    }

    private Geometry spacingOnly() {
        warnings.add(header.format() == Format.ANALYZE
            ? "an Analyze 7.5 file does not say which side is left; its orientation is unknown"
            : "has neither qform nor sform; its orientation is unknown and only the spacing is used");
        warnAboutSpacing();
        return Geometry.withoutPlace((int) header.size(0), (int) header.size(1), (int) header.size(2), spacing(), unit);
    }

    private double[] spacing() {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            double raw = Math.abs(header.pixdim()[i + 1]);
            out[i] = isEdge(raw) ? raw : 1;
        }
        return out;
    }

    private static boolean isEdge(double length) {
        return length >= LEAST_EDGE && length <= MOST_EDGE;
    }

    /** An axis with a single voxel may have any spacing: nobody fills it in for 2-D images. */
    private void warnAboutSpacing() {
        double[] used = spacing();
        for (int i = 0; i < 3; i++) {
            double raw = header.pixdim()[i + 1];
            if (raw != used[i] && header.size(i) > 1) {
                warnings.add("the spacing along axis " + (i + 1) + " is " + raw + " in the header; taken for "
                    + used[i] + " " + unit.symbol());
            }
        }
    }

    private Geometry grid(Affine affine, XformCodes codes) {
        return new Geometry((int) header.size(0), (int) header.size(1), (int) header.size(2), affine, unit, codes);
    }
}
