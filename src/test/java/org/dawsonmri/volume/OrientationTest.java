package org.dawsonmri.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class OrientationTest {

    /** All 48: six orders of the axes, each axis in two directions. */
    static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (String order : List.of("RAS", "RSA", "ARS", "ASR", "SRA", "SAR")) {
            for (int bits = 0; bits < 8; bits++) {
                StringBuilder code = new StringBuilder();
                for (int i = 0; i < 3; i++) {
                    char letter = order.charAt(i);
                    code.append((bits >> i & 1) == 0 ? letter : "LPI".charAt("RAS".indexOf(letter)));
                }
                codes.add(code.toString());
            }
        }
        return codes;
    }

    /** Axes exactly along the directions of a code, spacing 2, 3 and 4. */
    static Affine affine(String code) {
        double[] m = new double[12];
        for (int axis = 0; axis < 3; axis++) {
            char letter = code.charAt(axis);
            int world = Math.max("RAS".indexOf(letter), "LPI".indexOf(letter));
            m[4 * world + axis] = ("RAS".indexOf(letter) >= 0 ? 1 : -1) * (2 + axis);
        }
        return Affine.of(m).withOrigin(-31, 17, 5);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyOrientationIsNamedAndParsed(String code) {
        assertEquals(code, Orientation.of(affine(code)).code());
        assertEquals(code, Orientation.parse(code.toLowerCase()).code());
    }

    /** Random affines: rotation, anisotropic zoom and shear; the codes are those of nibabel 5.4's aff2axcodes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-1.1708 -1.8498 -3.4581 1.184 -2.4942 1.7444 -1.1199 -1.0113 2.048 | IPL",
        "-3.6583 -0.3007 0.3444 0.5357 -1.6871 -0.203 1.0913 -0.1954 1.2194 | LPS",
        "-0.2832 0.003 1.5623 0.8117 -1.9952 0.0797 0.7903 0.9917 1.081 | SPR",
        "-1.2635 1.5418 0.179 -0.4951 -1.6928 -1.5544 -1.0538 -3.4994 1.3939 | LIP",
        "-0.6263 -1.2225 -0.5216 1.1742 -1.9838 0.0333 -0.0349 -1.0215 0.6069 | ALS",
        "-0.8563 -0.5938 0.2974 0.3835 -0.0574 -1.574 0.8825 -0.4614 1.3503 | SLP",
        "-1.4883 1.1052 1.3718 -1.1988 -1.1699 1.943 1.2567 0.9674 2.2817 | LPS",
        "-0.8412 -0.9705 -3.3296 0.5849 -2.2736 -0.0019 -1.4473 0.4083 1.9253 | IPL",
        "-0.6381 -0.7603 -0.2957 0.2484 0.0341 3.2169 -3.1235 -0.1358 0.9023 | ILA",
        "-0.7912 -0.2407 -2.5943 0.9008 -2.2977 -2.0425 -1.404 -3.3216 0.6993 | AIL",
        "-0.1097 1.3714 -1.0927 -1.7503 -0.8552 -0.1472 -0.3981 0.2678 1.9474 | PRS",
        "-0.0194 3.6989 0.7947 -0.5682 -2.449 -0.0102 0.0012 -0.8594 0.9357 | PRS",
        "-0.988 -0.0455 -2.4867 -0.0886 -3.5348 1.3522 -2.3568 1.2928 -0.2399 | IPL",
        "-1.0771 -0.8425 -2.6087 3.3762 0.1258 1.2096 -0.139 -1.3333 3.0003 | AIL"})
    void obliqueAndShearedAffinesAreNamedAsNibabelDoes(String numbers, String code) {
        double[] m = new double[12];
        String[] words = numbers.trim().split(" ");
        for (int i = 0; i < 9; i++) {
            m[i / 3 * 4 + i % 3] = Double.parseDouble(words[i]);
        }
        assertEquals(code.trim(), Orientation.of(Affine.of(m)).code());
    }

    @Test
    void aNullAxisTakesTheDirectionThatIsLeft() {
        assertEquals("RAS", Orientation.of(Affine.scaling(1, 0, 1)).code());
        assertEquals("RSA", Orientation.of(Affine.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAA", "RA", "RASL", "XYZ", "", "RLS"})
    void nonsenseIsRefusedWithAnExample(String code) {
        DawsonException e = assertThrows(DawsonException.class, () -> Orientation.parse(code));
        assertTrue(e.getMessage().contains("'" + code + "'") && e.getMessage().contains("RAS"), e.getMessage());
    }
}
