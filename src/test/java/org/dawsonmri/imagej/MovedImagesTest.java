package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.plugin.CanvasResizer;
import ij.plugin.Duplicator;
import ij.plugin.Scaler;
import ij.plugin.Slicer;
import ij.plugin.StackReverser;
import ij.plugin.SubstackMaker;
import ij.process.ImageProcessor;
import ij.process.StackConverter;
import ij.process.StackProcessor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.function.Consumer;

/** What ImageJ does to a scan, and where Dawson then takes it to lie. */
@Tag("slow")
class MovedImagesTest {

    private final Volume head = Fixtures.head(1);
    private final ImagePlus image = Images.toImagePlus(head);

    // -- Moved: refused --

    @ParameterizedTest
    @ValueSource(strings = {"flip v", "flip h", "reverse", "right", "left", "shift", "half a shift", "turn", "scale"})
    void whatWasMovedIsRefused(String what) {
        move(what);
        refused(image, "do not lie where they did");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flip v", "flip h", "reverse"})
    void soItIsIfItWasFilteredToo(String what) {
        move(what);
        edit(slice -> slice.blurGaussian(1));
        new StackConverter(image).convertToGray8();
        refused(image, "do not lie where they did");
    }

    @Test
    void soItIsAfterASavedTiff(@TempDir Path dir) {
        String file = dir.resolve("scan.tif").toString();
        assertTrue(new FileSaver(image).saveAsTiffStack(file));
        ImagePlus opened = IJ.openImage(file);
        assertEquals(head.geometry(), Images.toVolume(opened, Progress.NONE).geometry());
        new StackProcessor(opened.getStack()).flipHorizontal();
        refused(opened, "flipped");
    }

    @Test
    void labelsAreKnownAgainToo() {
        ImagePlus labels = Images.toImagePlus(blob());
        assertEquals(head.geometry(), Images.toVolume(labels, Progress.NONE).geometry());
        new StackProcessor(labels.getStack()).flipHorizontal();
        refused(labels, "do not lie where they did");
    }

    @Test
    void whatCannotBeFoundInTheScanIsRefused() {
        refused(SubstackMaker.run(image, "1-24-2"), "cannot be found");
        refused(Scaler.resize(image, 20, 22, 24, "bilinear"), "cannot be found");
        refused(new Slicer().reslice(image), "24");
    }

    // -- Parts: the place follows --

    @Test
    void partsKeepTheirPlace() {
        image.setRoi(5, 6, 21, 23);
        follows(image.crop("stack"), 5, 6, 0);
        follows(new Duplicator().run(image, 4, 15), 5, 6, 3);
        image.deleteRoi();
        follows(SubstackMaker.run(image, "7-20"), 0, 0, 6);
        ImageStack larger = new CanvasResizer().expandStack(image.getStack(), 50, 60, 3, 4);
        image.setStack(larger);
        follows(image, -3, -4, 0);
    }

    @Test
    void aFilteredPartIsFoundByImageJsOrigin() {
        edit(slice -> slice.blurGaussian(1));
        image.setRoi(5, 6, 24, 26);
        ImagePlus part = image.crop("stack");
        refused(part, "cannot be found"); // this way ImageJ leaves the origin as it was
        part.getCalibration().xOrigin -= 5;
        part.getCalibration().yOrigin -= 6;
        follows(part, 5, 6, 0);
    }

    // -- Changed: the place stays --

    @Test
    void changedValuesStayWhereTheyWere() {
        stays(slice -> slice.blurGaussian(2));
        stays(slice -> slice.medianFilter());
        stays(ImageProcessor::invert);
        stays(slice -> slice.gamma(0.5));
        stays(slice -> threshold(slice, 250));
        stays(slice -> { // painted on, then on a cleared copy
            slice.setValue(1000);
            slice.setRoi(3, 4, 9, 8);
            slice.fill();
        });
        stays(slice -> {
            slice.setValue(0);
            slice.resetRoi();
            slice.fill();
            slice.setValue(1);
            slice.setRoi(20, 9, 7, 5);
            slice.fill();
        });
    }

    @Test
    void brightnessAndDuplicatesChangeNothing() {
        image.setDisplayRange(3, 4);
        IJ.setMinAndMax(image, 0, 10);
        assertEquals(head.geometry(), Images.toVolume(image.duplicate(), Progress.NONE).geometry());
    }

    // -- Helper methods --

    private void move(String what) {
        StackProcessor stack = new StackProcessor(image.getStack());
        switch (what) {
            case "flip v" -> stack.flipVertical();
            case "flip h" -> stack.flipHorizontal();
            case "reverse" -> new StackReverser().flipStack(image);
            case "right" -> image.setStack(new StackProcessor(image.getStack(), image.getProcessor()).rotateRight());
            case "left" -> image.setStack(new StackProcessor(image.getStack(), image.getProcessor()).rotateLeft());
            case "shift" -> edit(slice -> slice.translate(7, 0));
            case "half a shift" -> edit(slice -> {
                slice.setInterpolationMethod(ImageProcessor.BILINEAR);
                slice.translate(1.5, 0.5);
            });
            case "turn" -> edit(slice -> {
                slice.setInterpolationMethod(ImageProcessor.BILINEAR);
                slice.rotate(12);
            });
            default -> edit(slice -> {
                slice.setInterpolationMethod(ImageProcessor.BILINEAR);
                slice.scale(1.2, 1.2);
            });
        }
    }

    private void edit(Consumer<ImageProcessor> work) {
        for (int z = 1; z <= image.getStackSize(); z++) {
            work.accept(image.getStack().getProcessor(z));
        }
    }

    private static void threshold(ImageProcessor slice, float level) {
        for (int i = 0; i < slice.getPixelCount(); i++) {
            slice.setf(i, slice.getf(i) > level ? 1 : 0);
        }
    }

    private void stays(Consumer<ImageProcessor> work) {
        image.setStack(Images.toImagePlus(head).getStack());
        edit(work);
        assertEquals(head.geometry(), Images.toVolume(image, Progress.NONE).geometry());
    }

    private void follows(ImagePlus part, int x, int y, int z) {
        Geometry found = Images.toVolume(part, Progress.NONE).geometry();
        assertArrayEquals(head.geometry().affine().apply(x, y, z), found.affine().apply(0, 0, 0), 1e-9);
        assertArrayEquals(head.geometry().affine().apply(x + 1, y + 1, z + 1), found.affine().apply(1, 1, 1), 1e-9);
        assertEquals(head.geometry().codes(), found.codes());
    }

    private static void refused(ImagePlus image, String why) {
        String message = assertThrows(DawsonException.class, () -> Images.toVolume(image, Progress.NONE)).getMessage();
        assertTrue(message.startsWith(image.getTitle() + ": ") && message.contains(why), message);
    }

    private Volume blob() {
        Volume labels = Volume.zeros(head.geometry(), "labels");
        for (int i = 0; i < labels.voxels().length; i++) {
            double x = i % 40 - 12;
            double y = i / 40 % 44 - 20;
            double z = i / 1760 - 10;
            labels.voxels()[i] = x * x + y * y / 3 + z * z * 2 + x * y / 2 < 40 ? 1 : 0;
        }
        return labels;
    }
}
