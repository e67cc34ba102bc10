package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Every command that lays two images over each other gives the same answer on whether they fit. */
@Tag("slow")
class SameGridTest {

    private static final Geometry GRID = new Geometry(6, 5, 4, Affine.scaling(0.6, 0.6, 4).withOrigin(-70, 12, 5),
        SpatialUnit.MILLIMETRE);

    @TempDir
    private Path folder;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void makeFiles() {
        Volume labels = Volume.zeros(GRID, "labels");
        for (int i = 30; i < 80; i += 3) {
            labels.voxels()[i] = 1;
        }
        save("first", labels);
        save("turned", Reorient.to(labels, Orientation.parse("SPL")));
        save("half", moved(labels, 0.3, 0.3, 2));
        save("far", moved(labels, 0, 0, 4.2));
        save("other", Volume.zeros(Geometry.ofSpacing(6, 5, 8, 0.6, 0.6, 2), "other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "evaluate", "compare", "consensus", "lesions", "overlay"})
    void thereIsOneAnswer(String command) throws IOException {
        assertEquals(0, run(command, "turned"), () -> out + " " + err);
        assertFalse(said().contains("away from"), said());
        assertEquals(0, run(command, "turned", "--grid", "strict"), () -> out + " " + err);
        assertEquals(0, run(command, "half"), () -> out + " " + err);
        assertTrue(said().contains("lies up to 2.04 mm (0.866 voxels) away from"), said());
        assertTrue(said().contains("taken as they are"), said());
        assertEquals(1, run(command, "half", "--grid", "strict"), () -> out + " " + err);
        assertTrue(said().contains("less than 0.01 mm is taken for the same grid"), said());
        assertEquals(1, run(command, "far"), () -> out + " " + err);
        assertTrue(said().contains("lies up to 4.2 mm (1.05 voxels) away from"), said());
        assertEquals(1, run(command, "other"), () -> out + " " + err);
        assertTrue(said().contains("has 6×5×8 voxels of 0.6×0.6×2 mm where"), said());
    }

    // -- Helper methods --

    private int run(String command, String second, String... more) throws IOException {
        String a = folder.resolve("first.nii").toString();
        String b = folder.resolve(second + ".nii").toString();
        String to = folder.resolve("new" + Files.list(folder).count()).toString();
        return switch (command) {
            case "check" -> call(more, "check", "--data", table(b));
            case "evaluate" -> call(more, "evaluate", "--reference", a, "--prediction", b, "--out", to + ".csv");
            case "compare" -> call(more, "compare", "--reference", folder("r", a), "--prediction", "A="
                + folder("a", b), "--prediction", "B=" + folder("b", a), "--out", to);
            case "consensus" -> call(more, "consensus", a, b, "--out", to + ".nii");
            case "lesions" -> call(more, "lesions", "--labels", a, "--scan", b, "--out", to + ".csv");
            default -> call(more, "overlay", "--scan", a, "--prediction", b, "--out", to);
        };
    }

    private int call(String[] more, String... words) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        out = new StringWriter();
        err = new StringWriter();
        return Dawson.run(new PrintWriter(out), new PrintWriter(err), all);
    }

    private String said() {
        return out + "\n" + err;
    }

    private String table(String label) throws IOException {
        Volume scan = Volume.zeros(GRID, "scan");
        for (int i = 0; i < scan.voxels().length; i++) {
            scan.voxels()[i] = i % 17;
        }
        NiftiWriter.write(scan, folder.resolve("scan.nii"), NiftiType.FLOAT32);
        return Files.writeString(folder.resolve("dataset.tsv"), "subject\tsplit\tT1\tlabel\na\ttrain\tscan.nii\t"
            + label + "\n").toString();
    }

    private String folder(String name, String file) throws IOException {
        Path made = Files.createDirectories(folder.resolve("in").resolve(name));
        NiftiWriter.write(NiftiReader.read(Path.of(file)), made.resolve("case.nii"), NiftiType.UINT8);
        return made.toString();
    }

    private void save(String name, Volume volume) {
        NiftiWriter.write(volume, folder.resolve(name + ".nii"), NiftiType.UINT8);
    }

    private static Volume moved(Volume volume, double x, double y, double z) {
        Affine a = GRID.affine();
        return new Volume(GRID.with(6, 5, 4, a.withOrigin(a.get(0, 3) + x, a.get(1, 3) + y, a.get(2, 3) + z)),
            volume.voxels(), "moved");
    }
}
