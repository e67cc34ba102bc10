package org.dawsonmri.imagej.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.Fixtures.Warnings;
import org.dawsonmri.runtime.PluginJar;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ShortProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.convert.ConvertService;
import org.scijava.io.AbstractIOPlugin;
import org.scijava.io.IOPlugin;
import org.scijava.io.IOService;
import org.scijava.io.location.Location;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Images as SCIFIO gives them: imglib2 images with ImageJ2's calibrated axes, whose interfaces are made here. */
class ImgsTest {

    private static final List<String> IMAGEJ_COMMON = List.of(
        "package net.imagej.axis; public interface AxisType { String getLabel(); }",
        "package net.imagej.axis; public interface CalibratedAxis { AxisType type(); String unit();"
            + " double averageScale(double a, double b); }",
        "package net.imagej.space; public interface CalibratedSpace<A> { A axis(int d); }",
        "package net.imagej; public interface Dataset extends net.imagej.space.CalibratedSpace<"
            + "net.imagej.axis.CalibratedAxis> { Object getImgPlus(); }",
        "package example; import net.imagej.axis.*; import net.imglib2.*;\n"
            + "public class Opened extends net.imglib2.view.IterableRandomAccessibleInterval implements"
            + " net.imagej.Dataset {\n"
            + "final RandomAccessibleInterval img; final String[] labels; final double[] scales; final String[] units;\n"
            + "public Opened(RandomAccessibleInterval img, String[] labels, double[] scales, String[] units) {"
            + " super(img); this.img = img; this.labels = labels; this.scales = scales; this.units = units; }\n"
            + "public Object getImgPlus() { return img; }\n"
            + "public CalibratedAxis axis(int d) { return new CalibratedAxis() {"
            + " public AxisType type() { return () -> labels[d]; } public String unit() { return units[d]; }"
            + " public double averageScale(double a, double b) { return scales[d] * (b - a); } }; } }");

    @TempDir
    private static Path folder;
    private static URLClassLoader imagej;

    @BeforeAll
    static void compile() throws IOException {
        Path jar = PluginJar.write(folder.resolve("imagej-common.jar"), IMAGEJ_COMMON, Map.of());
        imagej = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ImgsTest.class.getClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        imagej.close();
    }

    @Test
    void axesGiveSpacingAndOrder() throws Exception {
        float[] values = new float[3 * 5 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Volume volume = Imgs.toVolume(opened(ArrayImgs.floats(values, 3, 1, 5, 4), "Z,Channel,X,Y",
            new double[] {2500, 1, 900, 1.1}, "um", null, "\u00b5m", "mm"), "scan", Progress.NONE);
        assertArrayEquals(new int[] {5, 4, 3}, volume.geometry().shape());
        assertArrayEquals(new double[] {0.9, 1.1, 2.5}, volume.geometry().spacingMm(), 1e-12);
        assertTrue(volume.geometry().codes().isNone());
        assertEquals(values[2 + 3 * (4 + 5 * 3)], volume.get(4, 3, 2));
        assertEquals(values[1], volume.get(0, 0, 1));
    }

    @Test
    void anArrayOfFloatsIsShared() throws Exception {
        float[] values = new float[24];
        assertSame(values, Imgs.toVolume(ArrayImgs.floats(values, 4, 3, 2), "plain", Progress.NONE).voxels());
        assertSame(values, Imgs.toVolume(opened(ArrayImgs.floats(values, 4, 3, 2), "X,Y,Z", new double[] {1, 1, 1},
            "mm", "mm", "mm"), "dataset", Progress.NONE).voxels());
    }

    @Test
    void framesAreOneGrid() {
        ArrayImg<ShortType, ?> img = ArrayImgs.shorts(4, 3, 2, 5);
        img.getAt(1, 2, 1, 3).set((short) -7);
        List<Volume> frames = Imgs.toVolumes(img, "fmri", Progress.NONE);
        assertEquals(5, frames.size());
        assertEquals(-7, frames.get(3).get(1, 2, 1));
        assertEquals(0, frames.get(4).get(1, 2, 1));
        assertSame(frames.get(0).geometry(), frames.get(4).geometry());
        refused(img, "fmri: has 5 frames where one is expected; choose one with Image > Duplicate");
    }

    @Test
    void whatIsNoScanIsOneLine() throws Exception {
        double[] ones = {1, 1, 1};
        refused(opened(ArrayImgs.floats(4, 3, 3), "X,Y,Channel", ones, "mm", "mm", null),
            "has 3 channels where one is expected; separate them");
        refused(opened(ArrayImgs.floats(4, 3, 3), "X,Y,Lifetime", ones, "mm", "mm", null),
            "has 3 images along its axis Lifetime where one is expected");
        refused(opened(ArrayImgs.floats(4, 3, 1), "X,Z,Time", ones, "mm", "mm", null), "expected X and Y among them");
        refused(ArrayImgs.argbs(4, 3, 3), "pixels of the kind ARGBType where grey values are expected");
        refused(ArrayImgs.floats(4, 3, 3, 1, 2), "has 2 images along its axis 4");
        refused(Views.interval(ArrayImgs.floats(4, 3, 3), new long[3], new long[] {3, -1, 2}), "holds no pixels");
    }

    /** Numbers, grid and warnings are the same whether ImageJ converts the image first or not. */
    @Test
    void bothRoadsAreOne() throws Exception {
        PlanarImg<ShortType, ?> img = PlanarImgs.shorts(5, 4, 3);
        int i = 0;
        for (ShortType value : Views.flatIterable(img)) {
            value.set((short) (317 * i++ - 9000));
        }
        double[][] scales = {{900, 1100, 2500}, {0.9, 1.1, 2.5}, {1, 1, 1}, {0.9, -1.1, 0}, {Double.NaN, 1, 3}};
        String[][] units = {{"micron", "micron", "micron"}, {null, null, null}, {"mm", null, "mm"},
            {"mm", "mm", "pixel"}, {"", "cm", "inch"}};
        try (Context context = new Context(IOService.class, ConvertService.class, PluginService.class)) {
            PluginService plugins = context.service(PluginService.class);
            plugins.addPlugin(new PluginInfo<>(Format.class, IOPlugin.class));
            for (double[] scale : scales) {
                for (String[] unit : units) {
                    Format.image = opened(img, "X,Y,Z", scale, unit);
                    Path file = Files.writeString(folder.resolve("scan.other"), "");
                    Warnings direct = new Warnings();
                    Volume found = new Scans(context).volume(file, direct);
                    Warnings converted = new Warnings();
                    ImagePlus image = asLegacyConverts(img, scale, unit);
                    image.setTitle("scan.other");
                    Volume expected = Images.toVolume(image, converted);
                    assertEquals(expected.geometry(), found.geometry());
                    assertArrayEquals(expected.voxels(), found.voxels());
                    assertEquals(converted.texts, direct.texts);
                    assertEquals("scan.other", found.name());
                }
            }
            Format.image = opened(img, "X,Y,Z", scales[0], units[0]);
            Path file = folder.resolve("scan.other");
            ImagePlus shown = new Scans(context).open(file, Progress.NONE); // nothing here converts it
            assertEquals(new Scans(context).volume(file, Progress.NONE).geometry(),
                Images.toVolume(shown, Progress.NONE).geometry());
            assertEquals("scan.other", shown.getOriginalFileInfo().fileName);
        }
    }

    // -- Helper methods --

    /** As SCIFIO opens files for SciJava. */
    public static final class Format extends AbstractIOPlugin<Object> {

        private static RandomAccessibleInterval<?> image;

        @Override
        public Class<Object> getDataType() {
            return Object.class;
        }

        @Override
        public boolean supportsOpen(Location source) {
            return source.getName().endsWith(".other");
        }

        @Override
        public Object open(Location source) {
            return image;
        }
    }

    private static RandomAccessibleInterval<?> opened(RandomAccessibleInterval<?> img, String labels, double[] scales,
        String... units) throws ReflectiveOperationException {
        double[] all = Arrays.copyOf(scales, img.numDimensions());
        return (RandomAccessibleInterval<?>) imagej.loadClass("example.Opened").getConstructors()[0].newInstance(img,
            labels.split(","), all, units);
    }

    /** What imagej-legacy's GrayImagePlusCreator and imglib2-ij's CalibrationUtils do. */
    private static ImagePlus asLegacyConverts(RandomAccessibleInterval<ShortType> img, double[] scale, String[] unit) {
        ImageStack stack = new ImageStack(5, 4);
        for (int z = 0; z < 3; z++) {
            ShortProcessor slice = new ShortProcessor(5, 4);
            for (int i = 0; i < 20; i++) {
                slice.set(i, 32768 + img.getAt(i % 5, i / 5, z).get());
            }
            stack.addSlice(slice);
        }
        ImagePlus image = new ImagePlus("scan", stack);
        Calibration calibration = image.getCalibration();
        calibration.setSigned16BitCalibration();
        calibration.pixelWidth = scale[0];
        calibration.setXUnit(unit[0]);
        calibration.pixelHeight = scale[1];
        calibration.setYUnit(unit[1]);
        calibration.pixelDepth = scale[2];
        calibration.setZUnit(unit[2]);
        return image;
    }

    private static void refused(RandomAccessibleInterval<?> img, String why) {
        String message = assertThrows(DawsonException.class,
            () -> Imgs.toVolume(img, img.numDimensions() == 4 ? "fmri" : "scan", Progress.NONE)).getMessage();
        assertTrue(message.contains(why), message);
        assertEquals(1, message.lines().count(), message);
    }
}
