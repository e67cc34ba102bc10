package org.dawsonmri.preprocess;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Where one DICOM slice says that it lies, in mm of the patient's coordinates, which run to the left, the back and the
 * head.
 *
 * @param position of the middle of the first pixel (0020,0032)
 * @param orientation unit vectors along a row and down a column (0020,0037)
 * @param spacing between rows and between columns (0028,0030)
 * @param thickness to the next slice (0018,0088, else 0018,0050), NaN where it is not said
 */
public record DicomSlice(double[] position, double[] orientation, double[] spacing, double thickness) {

    /**
     * Reads what a slice says.
     *
     * @param tags the text of an element by its tag, such as {@code 0020,0032}, or null
     * @return null if it does not say where it lies
     */
    public static DicomSlice read(UnaryOperator<String> tags) {
        double[] position = numbers(tags.apply("0020,0032"), 3);
        double[] orientation = numbers(tags.apply("0020,0037"), 6);
        double[] spacing = numbers(tags.apply("0028,0030"), 2);
        if (position == null || orientation == null || spacing == null) {
            return null;
        }
        double[] between = numbers(tags.apply("0018,0088"), 1);
        double[] thick = between != null ? between : numbers(tags.apply("0018,0050"), 1);
        return new DicomSlice(position, orientation, spacing, thick == null ? Double.NaN : Math.abs(thick[0]));
    }

    private static double[] numbers(String text, int count) {
        try {
            double[] numbers = text == null ? new double[0]
                : Arrays.stream(text.split("\\\\")).mapToDouble(number -> Double.parseDouble(number.trim())).toArray();
            return numbers.length == count && Arrays.stream(numbers).allMatch(Double::isFinite) ? numbers : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
