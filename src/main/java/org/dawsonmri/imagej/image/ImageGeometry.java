package org.dawsonmri.imagej.image;

import org.dawsonmri.Progress;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Geometry.XformCodes;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.measure.Calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@link Geometry} of a scan on an ImagePlus: the spacing in mm and the scanner's position 0 as its calibration,
 * and the whole affine as one line of its info text (Image &gt; Show Info...), followed by one with landmarks:
 *
 * <pre>{@code
 * dawson-geometry: shape 182 218 182; affine -1.0 0.0 0.0 90.0 0.0 1.0 0.0 -126.0 0.0 0.0 1.0 -72.0; unit mm; codes 1 4
 * dawson-landmarks: ygsR…
 * }</pre>
 *
 * <p>The codes are those of qform and sform; images of older versions have neither them nor landmarks.
 *
 * <p>The info text is the one place that ImageJ carries through File &gt; Open, Duplicate and a saved TIFF alike;
 * {@code ImagePlus.setProp} gets lost in the first of them. Reslice, Z Project and Image Calculator carry the
 * calibration only, whose own text therefore holds the same. Numbers are written so that they read back exactly.
 *
 * <p><b>Axes.</b> Voxels keep the order in which they are stored, and nothing is flipped: column x, row y and slice z
 * of the ImagePlus is voxel (x, y, z) of the volume. ImageJ draws rows downwards, so a scan whose y axis runs to the
 * front of the head is seen with the face down; the numbers stay right.
 */
public final class ImageGeometry {

    private static final String TAG = "dawson-geometry:";
    private static final String MARKS = "dawson-landmarks:";
    private static final Pattern LINE = Pattern.compile("(?m)^" + TAG
        + " shape (\\d+) (\\d+) (\\d+); affine ([^;\\n]+); unit (\\w+)(?:; codes (\\d{1,5}) (\\d{1,5}))?$");
    private static final Pattern MARKS_LINE = Pattern.compile("(?m)^" + MARKS + " (\\S*)$");
    /** Relative difference of spacings that a TIFF's rounded resolution may cause. */
    private static final double SPACING_TOLERANCE = 1e-3;
    /** How far from a whole voxel ImageJ's origin may have moved by rounding. */
    private static final double WHOLE = 0.01;

    private ImageGeometry() {
    }

    /** Writes the geometry of what the image holds into its calibration and info text; other info is kept. */
    public static void attach(ImagePlus image, Volume scan) {
        Geometry geometry = scan.geometry();
        String text = text(geometry) + "\n" + MARKS + " " + Recognition.of(scan).landmarks() + "\n";
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = geometry.spacingMm(0);
        calibration.pixelHeight = geometry.spacingMm(1);
        calibration.pixelDepth = geometry.spacingMm(2);
        calibration.setUnit("mm");
        double[] origin = origin(geometry);
        calibration.xOrigin = origin[0];
        calibration.yOrigin = origin[1];
        calibration.zOrigin = origin[2];
        calibration.info = text;
        image.setCalibration(calibration);
        String info = image.getInfoProperty();
        String rest = info == null ? "" : info.replaceAll("(?m)^(" + TAG + "|" + MARKS + ").*\\R?", "");
        image.setProperty("Info", text + rest);
    }

    /** The grid of one frame of an image. Whatever had to be guessed is a warning. */
    public static Geometry of(ImagePlus image, Progress progress) {
        return ScanPlace.of(image, progress).geometry();
    }

    /** What the image was when Dawson read or made it; null if it did not. */
    static Recognition read(ImagePlus image) {
        String info = image.getInfoProperty();
        Matcher line = LINE.matcher(info == null ? "" : info);
        if (!line.find()) {
            info = image.getCalibration().info;
            line = LINE.matcher(info == null ? "" : info);
            if (!line.find()) {
                return null;
            }
        }
        Matcher marks = MARKS_LINE.matcher(info);
        return new Recognition(geometry(line), marks.find() ? marks.group(1) : null);
    }

    /** The grid of an image that was read with such a geometry, by its voxels and its calibration as they are now. */
    static Geometry follow(ImagePlus image, Recognition read, Volume voxels, Progress progress) {
        Geometry found = read.find(voxels, cut(image.getCalibration(), read.grid()), progress);
        return calibrated(image.getCalibration()) ? withSpacing(found, image, progress) : found;
    }

    // -- Helper methods --

    private static String text(Geometry geometry) {
        StringJoiner numbers = new StringJoiner(" ");
        for (double number : geometry.affine().toArray()) {
            numbers.add(Double.toString(number));
        }
        return TAG + " shape " + geometry.nx() + " " + geometry.ny() + " " + geometry.nz() + "; affine " + numbers
            + "; unit " + geometry.unit().symbol() + "; codes " + geometry.codes().qform() + " "
            + geometry.codes().sform();
    }

    private static Geometry geometry(Matcher line) {
        double[] numbers = Arrays.stream(line.group(4).trim().split(" +")).mapToDouble(Double::parseDouble).toArray();
        SpatialUnit unit = Arrays.stream(SpatialUnit.values()).filter(u -> u.symbol().equals(line.group(5))).findFirst()
            .orElse(SpatialUnit.UNKNOWN);
        XformCodes codes = line.group(6) == null ? XformCodes.ALIGNED
            : new XformCodes(Integer.parseInt(line.group(6)), Integer.parseInt(line.group(7)));
        return new Geometry(Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)),
            Integer.parseInt(line.group(3)), Affine.of(numbers), unit, codes);
    }

    /** The voxel position of the scanner's position 0, which ImageJ moves along where it cuts out a part. */
    private static double[] origin(Geometry geometry) {
        double determinant = geometry.affine().determinant();
        return determinant == 0 || !Double.isFinite(determinant) ? new double[3]
            : geometry.affine().inverse().apply(0, 0, 0);
    }

    /** How many columns and rows ImageJ cut off at the start; null if its origin says nothing like that. */
    private static int[] cut(Calibration calibration, Geometry read) {
        double[] origin = origin(read);
        double x = origin[0] - calibration.xOrigin;
        double y = origin[1] - calibration.yOrigin;
        boolean whole = Math.abs(x - Math.rint(x)) < WHOLE && Math.abs(y - Math.rint(y)) < WHOLE;
        return whole ? new int[] {(int) Math.rint(x), (int) Math.rint(y)} : null;
    }

    private static boolean calibrated(Calibration calibration) {
        return calibration.scaled() && PixelUnit.inMillimetres(calibration.getUnit()) > 0;
    }

    /** A user who corrects the pixel size in Image &gt; Properties... means it: directions and origin stay. */
    private static Geometry withSpacing(Geometry kept, ImagePlus image, Progress progress) {
        double[] now = PixelUnit.spacingMm(image.getCalibration());
        double[] factor = {1, 1, 1};
        for (int axis = 0; axis < 3; axis++) {
            double before = kept.spacingMm(axis);
            if (now[axis] > 0 && Math.abs(now[axis] - before) > SPACING_TOLERANCE * before) {
                factor[axis] = now[axis] / before;
            }
        }
        if (Arrays.equals(factor, new double[] {1, 1, 1})) {
            return kept;
        }
        progress.warning(image.getTitle() + ": its pixel size was changed to " + Arrays.toString(now) + " mm after it"
            + " was read (" + Arrays.toString(kept.spacingMm()) + " mm); the changed one is used");
        Affine affine = kept.affine().multiply(Affine.scaling(factor[0], factor[1], factor[2]));
        return kept.with(kept.nx(), kept.ny(), kept.nz(), affine);
    }

    /** ImageJ's free-text units of length in millimetres. */
    static final class PixelUnit {

        private PixelUnit() {
        }

        /** Millimetres in one {@code unit}, or 0 if it is no unit of length ("pixel", "", "sec"). */
        static double inMillimetres(String unit) {
            // NB: there are two micro signs in Unicode, and ImageJ reads and writes both.
            String name = unit == null ? "" : unit.trim().toLowerCase(Locale.ROOT).replace('\u00b5', 'u')
                .replace('\u03bc', 'u');
            return switch (name) {
                case "mm", "millimeter", "millimeters", "millimetre", "millimetres" -> 1;
                case "um", "micron", "microns", "micrometer", "micrometers", "micrometre", "micrometres" -> 1e-3;
                case "nm", "nanometer", "nanometers", "nanometre", "nanometres" -> 1e-6;
                case "cm", "centimeter", "centimeters", "centimetre", "centimetres" -> 10;
                case "m", "meter", "meters", "metre", "metres" -> 1000;
                case "km", "kilometer", "kilometers", "kilometre", "kilometres" -> 1e6;
                case "dm", "decimeter", "decimeters", "decimetre", "decimetres" -> 100;
                case "\u00e5", "\u212b", "angstrom", "angstroms" -> 1e-7;
                case "inch", "inches", "in" -> 25.4;
                default -> 0;
            };
        }

        /** True if the units along all axes are lengths. */
        static boolean areLengths(Calibration calibration) {
            return inMillimetres(calibration.getXUnit()) > 0 && inMillimetres(calibration.getYUnit()) > 0
                && inMillimetres(calibration.getZUnit()) > 0;
        }

        /** Pixel width, height and depth in mm; y and z may have units of their own. 0 where the unit is no length. */
        static double[] spacingMm(Calibration calibration) {
            return new double[] {
                Math.abs(calibration.pixelWidth) * inMillimetres(calibration.getXUnit()),
                Math.abs(calibration.pixelHeight) * inMillimetres(calibration.getYUnit()),
                Math.abs(calibration.pixelDepth) * inMillimetres(calibration.getZUnit())};
        }
    }
}
