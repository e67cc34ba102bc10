package org.dawsonmri.imagej;

import ij.measure.Calibration;

import java.util.Locale;

/** ImageJ's free-text units of length in millimetres. */
final class PixelUnit {

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
