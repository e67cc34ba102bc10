package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Areas of surface elements, worked out from the triangles between the middles of edges. */
class ElementAreasTest {

    private static final boolean[] SOLID = {false, false, false};
    private static final double[] SPACING = {2, 3, 5}; // faces of 15, 10 and 6 mm²
    private static final double WHOLE = Math.sqrt(15 * 15 + 10 * 10 + 6 * 6);

    private final double[] areas = ElementAreas.byCode(SPACING, SOLID);

    @Test
    void shapesOfOneGroup() {
        assertEquals(WHOLE / 8, areas[0b0000_0001], 1e-12, "corner");
        assertEquals(Math.hypot(10, 6) / 2, areas[0b0000_0011], 1e-12, "edge along x");
        assertEquals(Math.hypot(15, 10) / 2, areas[0b0001_0001], 1e-12, "edge along z");
        assertEquals(6.0 / 2 + WHOLE * 3 / 8, areas[0b0000_0111], 1e-12, "three across z");
        assertEquals(6, areas[0b0000_1111], 1e-12, "face across z");
        assertEquals(15, areas[0b0101_0101], 1e-12, "face across x");
        assertEquals(WHOLE * 3 / 4, areas[0b0001_0111], 1e-12, "one beside three");
        assertEquals(WHOLE / 2 + (Math.hypot(15, 6) + Math.hypot(15, 10)) / 4, areas[0b0010_0111], 1e-12,
            "chain along y, x, z");
    }

    @Test
    void groupsAddUp() {
        assertEquals(2 * WHOLE / 8, areas[0b1000_0001], 1e-12);
        assertEquals(4 * WHOLE / 8, areas[0b0110_1001], 1e-12);
        assertEquals(Math.hypot(10, 6), areas[0b1100_0011], 1e-12);
    }

    @Test
    void insideAndOutsideShareTheirSurface() {
        for (int code = 0; code < 256; code++) {
            assertEquals(areas[code], areas[255 - code], 1e-12, "code " + code);
            assertEquals(code == 0 || code == 255, areas[code] == 0, "code " + code);
        }
    }

    @Test
    void contoursOfAFlatImage() {
        double[] lengths = ElementAreas.byCode(new double[] {3, 9, 4}, new boolean[] {false, true, false});
        assertEquals(2.5, lengths[0b0000_0001], 1e-12);
        assertEquals(2.5, lengths[0b0011_0001], 1e-12, "three of four are inside");
        assertEquals(5, lengths[0b0010_0001], 1e-12, "two across");
        assertEquals(3, lengths[0b0000_0011], 1e-12);
        assertEquals(4, lengths[0b0001_0001], 1e-12);
        assertEquals(0, lengths[0b0011_0011], 1e-12);
    }
}
