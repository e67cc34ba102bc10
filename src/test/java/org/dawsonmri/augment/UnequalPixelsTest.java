package org.dawsonmri.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.augment.Rotation.Interpolation;
import org.dawsonmri.preprocess.Background;
import org.dawsonmri.preprocess.Slices;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.SplittableRandom;

/** Slices whose pixels are higher than they are wide, or lower, are turned and stretched in mm. */
class UnequalPixelsTest {

    /** By hand: 4 × 2 pixels of 1 × 2 mm; a quarter turn reads pixel (x, y) at (2.5 − 2 y, x / 2 − 0.25). */
    @Test
    void aQuarterTurnOfASquareOfFourMillimetres() {
        LabelledImage slice = sample(4, 2, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
        float[] turned = new Rotation(90, Interpolation.NEAREST, slice.aspect()).apply(slice).images();
        assertArrayEquals(new float[] {4, 4, 8, 8, 2, 2, 6, 6}, turned);
    }

    /** A disc about (20, 10) mm from the middle goes to where the angle says, and stays a disc. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3})
    void discsStayDiscs(double aspect) {
        int width = 121;
        int height = (int) Math.round(120 / aspect) | 1;
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            double x = i % width - (width - 1) / 2.0;
            double y = (i / width - (height - 1) / 2.0) * aspect;
            values[i] = (float) Math.exp(-(Math.pow(x - 20, 2) + Math.pow(y - 10, 2)) / (2 * 8 * 8));
        }
        LabelledImage slice = sample(width, height, aspect, values);
        for (double degrees : new double[] {-140, 30, 90}) {
            Rotation rotation = new Rotation.Random(1, 180, Interpolation.LINEAR).draw(new SplittableRandom(1), slice);
            assertEquals(aspect, rotation.aspect());
            LabelledImage turned = new Rotation(degrees, Interpolation.LINEAR, aspect).apply(slice);
            double angle = Math.toRadians(degrees);
            double cx = 20 * Math.cos(angle) + 10 * Math.sin(angle);
            double cy = -20 * Math.sin(angle) + 10 * Math.cos(angle);
            double sum = 0;
            double xx = 0;
            double yy = 0;
            double xy = 0;
            for (int i = 0; i < values.length; i++) {
                double x = i % width - (width - 1) / 2.0 - cx;
                double y = (i / width - (height - 1) / 2.0) * aspect - cy;
                float v = turned.images()[i];
                sum += v;
                xx += v * x * x;
                yy += v * y * y;
                xy += v * x * y;
            }
            assertEquals(64, xx / sum, 3, aspect + " across " + degrees);
            assertEquals(64, yy / sum, 3, aspect + " down " + degrees);
            assertEquals(0, xy / sum, 2, aspect + " skew " + degrees);
        }
    }

    /** The ratio is one of mm. A square of the whole area fits into 60 × 20 pixels of 1 × 3 mm, and into no others. */
    @Test
    void boxesHaveTheirRatioInMillimetres() {
        SplittableRandom random = new SplittableRandom(3);
        ResizedCrop.Random square = new ResizedCrop.Random(1, List.of(0.3, 0.8), List.of(1.0, 1.0));
        LabelledImage flat = sample(60, 20, 3, new float[1200]);
        for (int i = 0; i < 100; i++) {
            ResizedCrop crop = square.draw(random, flat);
            assertEquals(crop.boxWidth(), 3.0 * crop.boxHeight(), 2);
        }
        ResizedCrop.Random whole = new ResizedCrop.Random(1, List.of(1.0, 1.0), List.of(1.0, 1.0));
        assertEquals(new ResizedCrop(0, 0, 60, 20), whole.draw(random, flat));
        // Ten boxes that do not fit: the largest square, 30 × 10 pixels of 60 × 10, or 2 × 30 mm of pixels 15 mm high.
        ResizedCrop.Random large = new ResizedCrop.Random(1, List.of(1.0, 1.0), List.of(8.0, 8.0));
        assertEquals(new ResizedCrop(15, 0, 30, 10), large.draw(random, sample(60, 10, 3, new float[600])));
        assertEquals(new ResizedCrop(0, 4, 30, 2), large.draw(random, sample(30, 10, 15, new float[300])));
    }

    @Test
    void samplesKnowTheirPixels() {
        Geometry g = Geometry.ofSpacing(4, 3, 2, 1, 2, 5);
        assertEquals(2.5, Slices.aspect(g, 0));
        assertEquals(5, Slices.aspect(g, 1));
        assertEquals(2, Slices.aspect(g, 2));
        Affine rounded = Affine.scaling(0.9999998, 1, 1);
        assertEquals(1, Slices.aspect(new Geometry(2, 2, 2, rounded, SpatialUnit.MILLIMETRE), 2));
        Volume volume = Volume.zeros(g, "scan");
        LabelledImage sample = LabelledImage.of(List.of(volume), null, List.of(new Background(0, 0)), 1, 0);
        assertEquals(5, sample.aspect());
        assertEquals(5, sample.withImages(new float[8]).aspect());
        LabelledImage changed = new Flip(true, true).apply(sample.with(new float[8], new int[8]));
        assertEquals(5, changed.aspect());
        assertTrue(new ElasticDeformation(3, 2, 1, false).apply(changed).aspect() == 5);
    }

    private static LabelledImage sample(int width, int height, double aspect, float[] values) {
        return new LabelledImage(width, height, values, new int[values.length], List.of(new Background(0, 0)), aspect);
    }
}
