package org.dawsonmri.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.ImgView;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;

/** Volumes of imglib2 images and back, without a copy where one array holds the voxels. */
class VolumeImgTest {

    private static final Geometry GRID = Geometry.ofSpacing(4, 3, 2, 1, 2, 3);
    private static final float[] VALUES = new float[24];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = 100 - 7 * i;
        }
    }

    @Test
    void anArrayIsShared() {
        Volume volume = Volume.of(ArrayImgs.floats(VALUES, 4, 3, 2), GRID, "a");
        assertSame(VALUES, volume.voxels());
        assertSame(VALUES, volume.img().update(null).getCurrentStorageArray());
        assertSame(VALUES, Volume.of(volume.img(), GRID, "again").voxels());
        assertEquals(GRID, volume.geometry());
        Volume slice = Volume.of(ArrayImgs.floats(VALUES, 6, 4), Geometry.ofSpacing(6, 4, 1, 1, 1, 1), "slice");
        assertSame(VALUES, slice.voxels());
    }

    @Test
    void everyRealTypeAndContainerGivesItsValues() {
        ArrayImg<ShortType, ?> shorts = ArrayImgs.shorts(4, 3, 2);
        PlanarImg<DoubleType, ?> doubles = PlanarImgs.doubles(4, 3, 2);
        int i = 0;
        for (ShortType value : Views.flatIterable(shorts)) {
            value.set((short) VALUES[i++]);
        }
        i = 0;
        for (DoubleType value : Views.flatIterable(doubles)) {
            value.set(VALUES[i++]);
        }
        assertArrayEquals(VALUES, Volume.of(shorts, GRID, "s").voxels());
        assertArrayEquals(VALUES, Volume.of(doubles, GRID, "d").voxels());
        assertArrayEquals(VALUES, Volume.of(ImgView.wrap(ArrayImgs.floats(VALUES, 4, 3, 2)), GRID, "v").voxels());
    }

    /** What looks at an array in another way, or at a part of it, is not that array. */
    @Test
    void viewsAreCopied() {
        ArrayImg<FloatType, FloatArray> img = ArrayImgs.floats(VALUES, 4, 3, 2);
        Volume mirrored = Volume.of(Views.invertAxis(img, 0), GRID, "m");
        assertNotSame(VALUES, mirrored.voxels());
        assertEquals(VALUES[3], mirrored.get(0, 0, 0));
        RandomAccessibleInterval<FloatType> doubled =
            Converters.convert((RandomAccessibleInterval<FloatType>) img, (in, out) -> out.set(2 * in.get()),
                new FloatType());
        assertEquals(2 * VALUES[23], Volume.of(doubled, GRID, "2").get(3, 2, 1));
        Volume part = Volume.of(Views.interval(img, new long[] {1, 1, 0}, new long[] {2, 2, 1}),
            Geometry.ofSpacing(2, 2, 2, 1, 2, 3), "p");
        assertEquals(VALUES[5], part.get(0, 0, 0));
        float[] longer = new float[30];
        assertNotSame(longer, Volume.of(ArrayImgs.floats(longer, 4, 3, 2), GRID, "longer").voxels());
    }

    @Test
    void anotherShapeIsRefused() {
        assertEquals("scan: an image of [4, 3] for a grid of 4×3×2", assertThrows(IllegalArgumentException.class,
            () -> Volume.of(ArrayImgs.floats(4, 3), GRID, "scan")).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Volume.of(ArrayImgs.floats(3, 4, 2), GRID, "scan"));
        assertThrows(IllegalArgumentException.class, () -> Volume.of(ArrayImgs.floats(4, 3, 2, 1), GRID, "scan"));
    }
}
