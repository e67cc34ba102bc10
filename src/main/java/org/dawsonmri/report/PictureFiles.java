package org.dawsonmri.report;

import org.dawsonmri.Attempts;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.evaluate.Case;
import org.dawsonmri.evaluate.Evaluation;
import org.dawsonmri.evaluate.Reference;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.report.PictureSource.CaseVolumes;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pictures of cases that lie on disk. */
public final class PictureFiles implements PictureSource {

    private final Map<String, Case> cases = new HashMap<>();
    private final Map<String, Path> scans;

    private PictureFiles(List<Case> cases, Map<String, Path> scans) {
        cases.stream().filter(c -> c.problem() == null).forEach(c -> this.cases.put(c.name(), c));
        this.scans = scans;
    }

    /**
     * The cases of an evaluation.
     *
     * @param reference as given to {@link Evaluation#run}
     * @param prediction as given to {@link Evaluation#run}
     * @param scan what to draw on: a modality's name for a dataset (its first one by default), a file for a pair of
     *        files, a folder of files named after the cases for folders; null for none
     * @throws DawsonException if there is no such scan
     */
    public static PictureFiles of(Reference reference, Path prediction, String scan, Progress progress) {
        List<Case> cases = Evaluation.cases(reference, prediction, Progress.NONE); // warnings were given
        if (Evaluation.isDataset(reference.path())) {
            return new PictureFiles(cases, modality(reference, scan));
        }
        if (scan == null) {
            return new PictureFiles(cases, Map.of());
        }
        if (!Files.exists(Path.of(scan))) {
            throw new DawsonException(scan + ": the scan to draw on does not exist; give a file, or a folder of files"
                + " named after the cases");
        }
        Map<String, Path> scans = new HashMap<>();
        if (Files.isDirectory(Path.of(scan))) {
            Evaluation.cases(reference, Path.of(scan), progress).stream().filter(c -> c.problem() == null)
                .forEach(c -> scans.put(c.name(), c.prediction()));
        } else {
            cases.forEach(c -> scans.put(c.name(), Path.of(scan)));
        }
        return new PictureFiles(cases, scans);
    }

    private static Map<String, Path> modality(Reference reference, String name) {
        Dataset dataset = Dataset.read(reference.path(), reference.choice(), List.of(), Progress.NONE);
        if (name != null && !dataset.modalities().contains(name)) {
            throw new DawsonException(dataset.source() + ": has no modality " + name + " to draw on; it has "
                + String.join(", ", dataset.modalities()));
        }
        Map<String, Path> scans = new HashMap<>();
        for (Subject subject : dataset.subjects()) {
            String chosen = name != null ? name : dataset.modalities().stream().findFirst().orElse(null);
            if (subject.scans().get(chosen) != null) {
                scans.put(subject.id(), subject.scans().get(chosen));
            }
        }
        return scans;
    }

    @Override
    public CaseVolumes volumes(String caseName, Progress progress) {
        Case found = cases.get(caseName);
        if (found == null) {
            return null;
        }
        Volume reference = NiftiReader.read(found.reference(), Progress.NONE);
        return new CaseVolumes(scan(caseName, reference, progress), reference,
            GridRule.VOXEL.lay(NiftiReader.read(found.prediction(), Progress.NONE), reference, Progress.NONE));
    }

    /** A scan that is missing or lies elsewhere takes the background away, not the picture. */
    private Volume scan(String caseName, Volume reference, Progress progress) {
        Path file = scans.get(caseName);
        if (file == null) {
            return null;
        }
        return Attempts.attempt(file, () ->
            GridRule.VOXEL.lay(NiftiReader.read(file, Progress.NONE), reference, progress),
            reason -> {
            progress.warning(reason + "; the pictures of " + caseName + " have no scan behind them");
            return null;
        });
    }
}
