package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.CommandRunner;
import org.dawsonmri.imagej.Fixtures;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dawson Label... and Dawson Labels to Regions... from macros, against pixels worked out by hand. */
class LabelScanTest {

    @TempDir
    private Path dir;
    private final Volume empty = Volume.zeros(Fixtures.oblique(), "expected");

    @BeforeEach
    void writeScan() {
        NiftiWriter.write(Fixtures.scan(Fixtures.oblique(), 1), dir.resolve("my scan.nii.gz"), NiftiType.FLOAT32);
        NiftiWriter.write(Fixtures.labels(Fixtures.oblique()), dir.resolve("labels.nii"), NiftiType.UINT8);
    }

    @Test
    void theSelectionBecomesALabelOnItsSliceWithTheScansGeometry() {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=[DIR/my scan.nii.gz]");
            setSlice(3);
            makeRectangle(1, 2, 3, 2);
            run("Dawson Label...", "scan=[my scan.nii.gz] value=2 class_name=[grey matter]");
            title = getTitle();
            run("Dawson Save NIfTI...", "image=[" + title + "] out=[DIR/out.nii]");
            selectImage("my scan.nii.gz");
            return title + ", overlay of " + Overlay.size;
            """);
        assertNull(outcome.error());
        assertEquals("my scan_labels, overlay of 1", outcome.returned());
        assertArrayEquals(box(empty, 2, 1, 2, 3, 2, 2), voxels("out.nii"));
        assertEquals(NiftiReader.read(dir.resolve("my scan.nii.gz")).geometry(),
            NiftiReader.read(dir.resolve("out.nii")).geometry());
    }

    @Test
    void classesAreAddedReplacedAndErasedInOneImage() {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=[DIR/my scan.nii.gz]");
            label(1, 0, 0, 3, 3, "value=1 class_name=cord");
            label(1, 2, 2, 2, 2, "value=2 class_name=lesion labels=[my scan_labels]");
            label(2, 0, 0, 2, 1, "value=1 labels=[my scan_labels]");
            label(1, 5, 0, 1, 1, "value=1 labels=[my scan_labels] mode=replace");
            label(2, 0, 0, 1, 1, "value=1 labels=[my scan_labels] mode=erase out=DIR/out.nii.gz");
            selectImage("my scan_labels");
            return "" + nImages + " " + getMetadata("Info");
            function label(slice, x, y, w, h, options) {
                selectImage("my scan.nii.gz");
                setSlice(slice);
                makeRectangle(x, y, w, h);
                run("Dawson Label...", "scan=[my scan.nii.gz] " + options);
            }
            """);
        assertNull(outcome.error());
        assertTrue(outcome.returned().startsWith("2 dawson-geometry"), outcome.returned());
        assertTrue(outcome.returned().contains("\ndawson-classes: 1 cord; 2 lesion\n"), outcome.returned());
        float[] expected = box(empty, 0, 2, 2, 2, 2, 2);
        expected[5] = 1;
        expected[empty.index(1, 0, 1)] = 1;
        assertArrayEquals(expected, voxels("out.nii.gz"));
    }

    @Test
    void overlayRegionsLieOnTheirSlicesAndDecorationIsLeftOut() {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=[DIR/my scan.nii.gz]");
            makeRectangle(0, 0, 2, 2); Roi.setPosition(1); Overlay.addSelection;
            makeRectangle(4, 3, 9, 9); Roi.setPosition(4); Overlay.addSelection;
            makeLine(0, 0, 5, 5); Roi.setPosition(2); Overlay.addSelection;
            makeText("here", 0, 0); Overlay.addSelection;
            run("Dawson Label...", "scan=[my scan.nii.gz] source=overlay out=DIR/out.nii");
            run("Dawson Label...", "scan=[my scan.nii.gz] source=overlay out=DIR/again.nii");
            """);
        assertNull(outcome.error());
        float[] expected = box(empty, 0, 0, 0, 2, 2, 1);
        assertArrayEquals(box(empty.with(expected), 3, 4, 3, 3, 2, 1), voxels("out.nii"));
        // The labels drawn on the scan by the first call are a picture and no region.
        assertArrayEquals(voxels("out.nii"), voxels("again.nii"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "overlay"})
    void labelsToRegionsAndBackAreTheSamePixels(String target) {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=[DIR/my scan.nii.gz]");
            run("Dawson Labels to Regions...",
                "labels=DIR/labels.nii target=TARGET out=[DIR/my regions.zip] scan=[my scan.nii.gz]");
            run("Dawson Label...", "scan=[my scan.nii.gz] source=TARGET value=0 out=DIR/out.nii FILE");
            """.replace("TARGET", target).replace("FILE", target.equals("file") ? "file=[DIR/my regions.zip]" : ""));
        assertNull(outcome.error());
        assertArrayEquals(voxels("labels.nii"), voxels("out.nii"));
    }

    @Test
    void oneClassComesAloneAndTheScanNeedNotBeOpen() {
        assertEquals("", CommandRunner.attempt("Dawson Labels to Regions...",
            "labels=" + dir + "/labels.nii value=2 target=file out=" + dir + "/two.zip"));
        assertEquals("", CommandRunner.attempt("Dawson Label...", "scan=[" + dir + "/my scan.nii.gz] source=file file="
            + dir + "/two.zip value=7 out=" + dir + "/out.nii"));
        float[] expected = voxels("labels.nii");
        for (int i = 0; i < expected.length; i++) {
            expected[i] = expected[i] == 2 ? 7 : 0;
        }
        assertArrayEquals(expected, voxels("out.nii"));
    }

    @Test
    void masksCountByThresholdOrByWhatIsNotZero() {
        Outcome outcome = run("""
            run("Dawson Open Scan...", "path=DIR/labels.nii");
            run("Dawson Label...", "scan=[DIR/my scan.nii.gz] source=mask file=labels.nii value=5 out=DIR/all.nii");
            run("Dawson Label...", "scan=[DIR/my scan.nii.gz] source=mask file=labels.nii value=0 out=DIR/own.nii");
            selectImage("labels.nii");
            setThreshold(2, 2);
            run("Dawson Label...", "scan=[DIR/my scan.nii.gz] source=mask file=labels.nii value=5 out=DIR/two.nii");
            """);
        assertNull(outcome.error());
        float[] labels = voxels("labels.nii");
        assertArrayEquals(labels, voxels("own.nii"));
        float[] all = voxels("all.nii");
        float[] two = voxels("two.nii");
        for (int i = 0; i < labels.length; i++) {
            assertEquals(labels[i] > 0 ? 5 : 0, all[i]);
            assertEquals(labels[i] == 2 ? 5 : 0, two[i]);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Dawson Label...|scan=[DIR/my scan.nii.gz]|has no selection; draw one
        Dawson Label...|source=selection|'scan': is empty
        Dawson Label...|scan=none.nii|'none.nii': is neither a file nor the title
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=overlay|has no overlay; draw regions
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=manager|the ROI Manager is empty
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=brush|'source': expected one of [selection, manager
        Dawson Label...|scan=[DIR/my scan.nii.gz] mode=paint|'mode': expected one of [add, replace, erase]
        Dawson Label...|scan=[DIR/my scan.nii.gz] value=-1|'value': is -1, expected 0 or more
        Dawson Label...|scan=[DIR/my scan.nii.gz] value=one|'value': expected a whole number, found 'one'
        Dawson Label...|scan=[DIR/my scan.nii.gz] class_name=a,b|'class_name': is 'a,b', expected a name without
        Dawson Label...|scan=[DIR/my scan.nii.gz] class_name=a value=0|'class_name': is a, but 'value' is 0
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=file|'file': is empty; give a .zip or .roi file
        Dawson Label...|scan=[DIR/my scan.nii.gz] file=x.zip|'file': is x.zip, but 'source' is selection
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=file file=DIR/x.zip|x.zip: there is no such file
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=file file=DIR/bad.roi|bad.roi: cannot be read (This is not
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=file file=DIR/bad.zip|bad.zip: holds no region
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=file file=DIR/x.png|expected a .zip
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=mask file=DIR/mask.nii|is neither a file nor
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=mask value=0 file=[DIR/my scan.nii.gz]|expected whole
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=mask file=DIR/small.nii|small.nii: has 3×3×3 voxels
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=mask file=DIR/zero.nii|zero.nii: is 0 everywhere
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=mask file=DIR/labels.nii labels=DIR/small.nii|has 3×3×3
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=mask file=DIR/labels.nii labels=[DIR/my scan.nii.gz]|expected
        Dawson Label...|scan=[DIR/my scan.nii.gz] source=mask file=DIR/labels.nii out=DIR/x.tif|x.tif: cannot be written in that format; expected a name in .nii
        Dawson Labels to Regions...|target=file|'labels': is empty
        Dawson Labels to Regions...|labels=DIR/labels.nii target=file|'out': is empty; give a .zip file
        Dawson Labels to Regions...|labels=DIR/labels.nii target=file out=DIR/x.roi|a .roi file holds one region
        Dawson Labels to Regions...|labels=DIR/labels.nii target=table|'target': expected one of [manager,
        Dawson Labels to Regions...|labels=DIR/labels.nii value=9 target=overlay|has no label 9
        Dawson Labels to Regions...|labels=DIR/labels.nii value=-9|'value': is -9, expected 0 or more
        Dawson Labels to Regions...|labels=DIR/labels.nii target=manager|there is no display; choose overlay or file
        Dawson Labels to Regions...|labels=[DIR/my scan.nii.gz] target=overlay|expected labels, which are whole numbers
        """)
    void wrongValuesStopTheMacroWithOneLine(String command, String options, String expected) throws IOException {
        Files.write(dir.resolve("bad.roi"), new byte[100]);
        Files.write(dir.resolve("bad.zip"), new byte[100]);
        NiftiWriter.write(Volume.zeros(empty.geometry(), "zero"), dir.resolve("zero.nii"), NiftiType.UINT8);
        NiftiWriter.write(Volume.zeros(Geometry.ofSpacing(3, 3, 3, 1, 1, 1), "small"),
            dir.resolve("small.nii"), NiftiType.UINT8);
        Outcome outcome = run("run(\"" + command + "\", \"" + options + "\"); return \"went on\";");
        assertTrue(outcome.error() != null && outcome.error().contains(expected.replace("DIR", dir.toString())),
            outcome.error());
        assertFalse(outcome.error().contains("\n"));
        assertFalse("went on".equals(outcome.returned()));
    }

    // -- Helper methods --

    private float[] voxels(String name) {
        return NiftiReader.read(dir.resolve(name)).voxels();
    }

    private static float[] box(Volume volume, int z, int x, int y, int w, int h, int value) {
        float[] voxels = volume.voxels().clone();
        for (int j = y; j < y + h; j++) {
            for (int i = x; i < x + w; i++) {
                voxels[volume.index(i, j, z)] = value;
            }
        }
        return voxels;
    }

    private Outcome run(String macro) {
        return ImageJMenu.run(macro.replace("DIR", dir.toString()), "");
    }
}
