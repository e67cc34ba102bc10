package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Finding.Severity;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Subjects with small scans on disk, which tests spoil one way or another, and what the check says of them. */
abstract class CheckedSubjects {

    static final Geometry GRID = Geometry.ofSpacing(5, 4, 3, 1, 1, 2);

    @TempDir
    Path folder;

    final Map<String, Subject> subjects = new LinkedHashMap<>();
    private int scans;

    final void only(String subject, String item, Problem problem, Severity severity, String detail) {
        List<Finding> found = check().findings().stream()
            .filter(f -> f.subject().equals(subject) && f.item().equals(item) && f.problem() == problem).toList();
        assertEquals(1, found.size(), check().findings().toString());
        assertEquals(severity, found.get(0).severity());
        assertTrue(found.get(0).detail().contains(detail), found.get(0).detail());
    }

    final DatasetReport check() {
        return check(DatasetCheck.Options.defaults());
    }

    final DatasetReport check(DatasetCheck.Options options) {
        return DatasetCheck.check(dataset(), options, Progress.NONE);
    }

    final Dataset dataset() {
        return new Dataset(folder, List.of("FLAIR", "T1"), List.copyOf(subjects.values()));
    }

    final void put(Subject subject) {
        subjects.put(subject.id(), subject);
    }

    final void good(String id, Split split) {
        put(new Subject(id, split, scans(id, GRID), label(id, GRID, 1)));
    }

    final Map<String, Path> scans(String id, Geometry grid) {
        return Map.of("FLAIR", write(id + "_FLAIR", scan(grid)), "T1", write(id + "_T1", scan(grid)));
    }

    /** A mask of two voxels. */
    final Path label(String id, Geometry grid, int value) {
        float[] v = new float[60];
        Arrays.fill(v, 20, 22, value);
        return write(id + "_label", new Volume(grid, v, ""));
    }

    /** Each one different. */
    final Volume scan(Geometry grid) {
        float[] v = new float[(int) grid.voxelCount()];
        scans++;
        for (int i = 0; i < v.length; i++) {
            v[i] = i + scans;
        }
        return new Volume(grid, v, "");
    }

    final Path write(String name, Volume volume) {
        Path file = folder.resolve(name + ".nii");
        NiftiWriter.write(volume, file, NiftiType.FLOAT32);
        return file;
    }
}
