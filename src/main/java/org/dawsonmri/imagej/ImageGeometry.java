package org.dawsonmri.imagej;

import org.dawsonmri.Progress;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.XformCodes;

import ij.ImagePlus;
import ij.measure.Calibration;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@link Geometry} of a scan on an ImagePlus: the spacing in mm as its calibration, and the whole affine as one
 * line of its info text (Image &gt; Show Info...):
 *
 * <pre>{@code
 * dawson-geometry: shape 182 218 182; affine -1.0 0.0 0.0 90.0 0.0 1.0 0.0 -126.0 0.0 0.0 1.0 -72.0; unit mm; codes 1 4
 * }</pre>
 *
 * <p>The codes are those of qform and sform; images of older versions have none.
 *
 * <p>The info text is the one place that ImageJ carries through File &gt; Open, Duplicate and a saved TIFF alike;
 * {@code ImagePlus.setProp} gets lost in the first of them. Numbers are written so that they read back exactly.
 *
 * <p><b>Axes.</b> Voxels keep the order in which they are stored, and nothing is flipped: column x, row y and slice z
 * of the ImagePlus is voxel (x, y, z) of the volume. ImageJ draws rows downwards, so a scan whose y axis runs to the front
 * of the head is seen with the face down; the numbers stay right.
 */
public final class ImageGeometry {

    private static final String TAG = "dawson-geometry:";
    private static final Pattern LINE = Pattern.compile("(?m)^" + TAG
        + " shape (\\d+) (\\d+) (\\d+); affine ([^;\\n]+); unit (\\w+)(?:; codes (\\d{1,5}) (\\d{1,5}))?$");
    /** Relative difference of spacings that a TIFF's rounded resolution may cause. */
    private static final double SPACING_TOLERANCE = 1e-3;

    private ImageGeometry() {
    }

    /** Writes the geometry into the image's calibration and info text; other info is kept. */
    public static void attach(ImagePlus image, Geometry geometry) {
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = geometry.spacingMm(0);
        calibration.pixelHeight = geometry.spacingMm(1);
        calibration.pixelDepth = geometry.spacingMm(2);
        calibration.setUnit("mm");
        image.setCalibration(calibration);
        String info = image.getInfoProperty();
        String rest = info == null ? "" : info.replaceAll("(?m)^" + TAG + ".*\\R?", "");
        image.setProperty("Info", text(geometry) + "\n" + rest);
    }

    /**
     * The grid of one frame of an image: from its info text if that still fits, else from its calibration with the axes
     * taken as R, A and S. Whatever had to be guessed is a warning.
     */
    public static Geometry of(ImagePlus image, Progress progress) {
        Geometry kept = read(image);
        if (kept == null || !fits(kept, image)) {
            if (kept != null) {
                progress.warning(image.getTitle() + ": is no longer " + kept.shapeText() + " as when it was read, so"
                    + " its place in the scanner is unknown; only its pixel size is used");
            }
            return ofCalibration(image, progress);
        }
        return calibrated(image.getCalibration()) ? withSpacing(kept, image, progress) : kept;
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

    private static Geometry read(ImagePlus image) {
        String info = image.getInfoProperty();
        Matcher line = LINE.matcher(info == null ? "" : info);
        if (!line.find()) {
            return null;
        }
        double[] numbers = Arrays.stream(line.group(4).trim().split(" +")).mapToDouble(Double::parseDouble).toArray();
        SpatialUnit unit = Arrays.stream(SpatialUnit.values()).filter(u -> u.symbol().equals(line.group(5))).findFirst()
            .orElse(SpatialUnit.UNKNOWN);
        XformCodes codes = line.group(6) == null ? XformCodes.ALIGNED
            : new XformCodes(Integer.parseInt(line.group(6)), Integer.parseInt(line.group(7)));
        return new Geometry(Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)),
            Integer.parseInt(line.group(3)), Affine.of(numbers), unit, codes);
    }

    private static boolean fits(Geometry geometry, ImagePlus image) {
        return geometry.nx() == image.getWidth() && geometry.ny() == image.getHeight()
            && geometry.nz() == image.getNSlices();
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

    private static Geometry ofCalibration(ImagePlus image, Progress progress) {
        Calibration calibration = image.getCalibration();
        double[] mm = {1, 1, 1};
        if (!calibrated(calibration)) {
            progress.warning(image.getTitle() + ": has no pixel size in a unit of length (unit '"
                + calibration.getUnit() + "'), so 1 mm along each axis is used; set it in Image > Properties...");
        } else {
            mm = PixelUnit.spacingMm(calibration);
            for (int axis = 0; axis < 3; axis++) {
                mm[axis] = mm[axis] > 0 && Double.isFinite(mm[axis]) ? mm[axis] : 1;
            }
            progress.warning(image.getTitle() + ": does not say how it lies in the scanner; its columns, rows and"
                + " slices are taken to run to the right, the front and the top of the head");
        }
        return new Geometry(image.getWidth(), image.getHeight(), image.getNSlices(),
            Affine.scaling(mm[0], mm[1], mm[2]), SpatialUnit.MILLIMETRE, XformCodes.NONE);
    }
}
