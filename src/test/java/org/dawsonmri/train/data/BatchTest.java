package org.dawsonmri.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.augment.LabelledImage;
import org.dawsonmri.preprocess.Background;
import org.dawsonmri.train.data.Batch.Window;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** How samples come to lie in a batch's frames. */
class BatchTest {

    private static final float[] PADDING = {-1};

    @Test
    void aSliceLiesInTheMiddleOfItsFrame() {
        Batch batch = new Batch(2, 3, 5, new float[30], new int[30], new Window[2]);
        batch.place(1, row(0, 7, 8, 9), PADDING);
        float[] second = Arrays.copyOfRange(batch.images(), 15, 30);
        assertArrayEquals(new float[] {-1, -1, -1, -1, -1, 0, 7, 8, 9, -1, -1, -1, -1, -1, -1}, second);
        assertEquals(new Window(0, 1, 4, 1), batch.windows()[1]);
        assertEquals(1, batch.labels()[16 + 5]);
    }

    @Test
    void whatDoesNotFitIsCutOffAtBothSides() {
        Batch batch = new Batch(1, 1, 2, new float[2], new int[2], new Window[1]);
        batch.place(0, row(5, 6, 7, 8), PADDING);
        assertArrayEquals(new float[] {6, 7}, batch.images());
        assertArrayEquals(new int[] {1, 1}, batch.labels());
        assertEquals(new Window(0, 0, 2, 1), batch.windows()[0]);
    }

    @Test
    void aSliceIsABoxOfDepthOne() {
        Batch slices = new Batch(1, 3, 5, new float[15], new int[15], new Window[1]);
        Batch boxes = new Batch(1, 1, 3, 5, new float[15], new int[15], new Window[1]);
        slices.place(0, row(4, 5, 6), PADDING);
        boxes.place(0, row(4, 5, 6), PADDING);
        assertArrayEquals(slices.images(), boxes.images());
        assertArrayEquals(slices.inside(), boxes.inside());
        assertEquals(slices.windows()[0], boxes.windows()[0]);
    }

    /** Of one channel, labelled where it is not 0. */
    private static LabelledImage row(float... values) {
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = values[i] == 0 ? 0 : 1;
        }
        return new LabelledImage(values.length, 1, values, labels, List.of(new Background(0, 0)), 1);
    }
}
