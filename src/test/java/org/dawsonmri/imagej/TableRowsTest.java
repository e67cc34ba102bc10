package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.imagej.image.Images;

import ij.ImagePlus;
import org.junit.jupiter.api.Test;

import java.util.List;

class TableRowsTest {

    @Test
    void aRowShowsItsSliceAndWhatIsNoneShowsNothing() {
        ImagePlus image = Images.toImagePlus(Fixtures.scan(Fixtures.oblique(), 1));
        List<Integer> slices = List.of(4, 2, 9);
        TableRows.show(image, slices, 0);
        assertEquals(4, image.getCurrentSlice());
        TableRows.show(image, slices, 1);
        assertEquals(2, image.getCurrentSlice());
        for (int row : new int[] {-1, 2, 3}) { // nothing selected, a slice that is gone, below the last row
            TableRows.show(image, slices, row);
            assertEquals(2, image.getCurrentSlice());
        }
        TableRows.showSlices("no such table", image, slices);
        TableRows.forget("no such table");
    }
}
