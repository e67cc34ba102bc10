package org.dawsonmri.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapesTest {

    @Test
    void distancesToEllipsoidsAndRods() {
        assertEquals(2, Shapes.ellipsoid(7, 0, 0, 5, 5, 5), 1e-12);
        assertEquals(-1, Shapes.ellipsoid(0, 4, 0, 5, 5, 5), 1e-12);
        assertEquals(-3, Shapes.ellipsoid(0, 0, 0, 5, 4, 3), 1e-12);
        assertEquals(0, Shapes.ellipsoid(0, 4, 0, 5, 4, 3), 1e-12);
        double[] p = {0, 0, 0, 1};
        double[] q = {10, 0, 0, 3};
        assertEquals(4 - 2, Shapes.rod(5, 4, 0, p, q), 1e-12);
        assertEquals(2 - 1, Shapes.rod(-2, 0, 0, p, q), 1e-12);
        assertEquals(1 - 3, Shapes.rod(11, 0, 0, p, q), 1e-12);
    }

    @Test
    void unionsMeltWhereBodiesAreNear() {
        assertEquals(1, Shapes.union(1, 9, 4), 1e-12);
        assertEquals(-1, Shapes.union(0, 0, 4), 1e-12); // −width/4 where both are equally near
        assertEquals(9, Shapes.intersection(1, 9, 4), 1e-12);
        assertTrue(Shapes.intersection(0, 0, 4) > 0);
    }
}
