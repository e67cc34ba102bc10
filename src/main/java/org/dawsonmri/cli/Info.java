package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiHeader;
import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.VoxelSummary;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.SpatialUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code dawson info}: what is in an image. Reads all voxels, holds none. */
@Command(name = "info", description = {
    "Shows shape, spacing, orientation and values of a NIfTI or Analyze image.",
    "As JSON: shape, spacing, unit, affine, orientation, datatype, min, max, mean (finite voxels of all frames),"
        + " nonfinite."})
final class Info extends Subcommand {

    @Parameters(paramLabel = "FILE", description = "The image: .nii, .hdr or .img, each also with .gz.")
    private Path file;

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        NiftiImage image = NiftiReader.open(file);
        image.report(progress);
        VoxelSummary values = VoxelSummary.of(image, progress);
        if (json.wanted()) {
            printJson(asMap(image, values));
        } else {
            printText(image, values);
        }
        return DONE;
    }

    // -- Helper methods --

    private static Map<String, Object> asMap(NiftiImage image, VoxelSummary values) {
        Affine affine = image.geometry().affine();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("shape", image.header().shape());
        map.put("spacing", spacing(affine));
        map.put("unit", image.geometry().unit().symbol());
        map.put("affine", rows(affine));
        map.put("orientation", Orientation.of(affine).code());
        map.put("datatype", image.header().datatype().label());
        map.put("min", values.min());
        map.put("max", values.max());
        map.put("mean", values.mean());
        map.put("nonfinite", values.nonFinite());
        return map;
    }

    private void printText(NiftiImage image, VoxelSummary values) {
        NiftiHeader header = image.header();
        Geometry geometry = image.geometry();
        PrintWriter out = out();
        out.println("file         " + image.file());
        out.println("format       " + header.format().label() + ", "
            + header.order().toString().toLowerCase(Locale.ROOT).replace('_', ' '));
        out.println("shape        " + Arrays.stream(header.shape()).mapToObj(Long::toString)
            .collect(Collectors.joining(" × ")));
        out.println("spacing      " + join(spacing(geometry.affine()), " × ") + " "
            + (geometry.unit() == SpatialUnit.UNKNOWN ? "(no unit given, taken for mm)" : geometry.unit().symbol()));
        out.println("orientation  " + Orientation.of(geometry.affine()).code());
        double[][] rows = rows(geometry.affine());
        for (int r = 0; r < 3; r++) {
            out.println((r == 0 ? "affine       " : "             ") + join(rows[r], "  "));
        }
        out.println("datatype     " + header.datatype().label() + scaling(header));
        out.println("values       " + number(values.min()) + " to " + number(values.max()) + ", mean "
            + number(values.mean()));
        out.println("not finite   " + values.nonFinite() + (values.nonFinite() == 1 ? " voxel" : " voxels"));
    }

    private static String scaling(NiftiHeader header) {
        return header.slope() == 1 && header.intercept() == 0 ? ""
            : ", value = " + number(header.slope()) + " × stored + " + number(header.intercept());
    }

    private static double[] spacing(Affine affine) {
        return new double[] {affine.spacing(0), affine.spacing(1), affine.spacing(2)};
    }

    private static double[][] rows(Affine affine) {
        double[] m = Arrays.copyOf(affine.toArray(), 16);
        m[15] = 1;
        double[][] rows = new double[4][];
        for (int r = 0; r < 4; r++) {
            rows[r] = Arrays.copyOfRange(m, 4 * r, 4 * r + 4);
        }
        return rows;
    }

    private static String join(double[] values, String between) {
        return Arrays.stream(values).mapToObj(Info::number).collect(Collectors.joining(between));
    }

    /** Six significant digits at most, without a tail of zeros. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        double rounded = new BigDecimal(value).round(new MathContext(6)).doubleValue();
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
            ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }
}
