package org.dawsonmri.dataset;

import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares the grids of subjects by their headers alone, before anything long begins. */
public final class SubjectGrids {

    private SubjectGrids() {
    }

    /**
     * Makes sure that the channels and the label of each subject lie in one grid.
     *
     * @param channels modalities to look at; empty for all
     * @throws org.dawsonmri.DawsonException if a file lies in another grid than its subject's first, or cannot be read
     */
    public static void require(List<Subject> subjects, List<String> channels, GridRule rule, Progress progress) {
        for (Subject subject : subjects) {
            progress.checkCancelled();
            List<Path> files = new ArrayList<>(channels.isEmpty() ? subject.scans().values()
                : channels.stream().map(subject.scans()::get).toList());
            files.add(subject.label());
            Path first = null;
            Geometry grid = null;
            for (Path file : files.stream().filter(Objects::nonNull).toList()) {
                Geometry own = NiftiReader.open(file).geometry();
                if (first == null) {
                    first = file;
                    grid = own;
                } else {
                    rule.compare(first.toString(), grid, own).tell(file.toString(), progress);
                }
            }
        }
    }
}
