package org.dawsonmri.evaluate.report;

import org.dawsonmri.Batch;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.evaluate.Case;
import org.dawsonmri.evaluate.Evaluation;
import org.dawsonmri.nifti.NiftiReader;
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
     * @param split as given to {@link Evaluation#run}
     * @param scan what to draw on: a modality's name for a dataset (its first one by default), a file for a pair of
     *        files, a folder of files named after the cases for folders; null for none
     * @throws DawsonException if there is no such scan
     */
    public static PictureFiles of(Path reference, Path prediction, Split split, String scan, Progress progress) {
        List<Case> cases = Evaluation.cases(reference, prediction, split, Progress.NONE); // warnings were given
        if (Evaluation.isDataset(reference)) {
            return new PictureFiles(cases, modality(Dataset.read(reference), scan));
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
            Evaluation.cases(reference, Path.of(scan), null, progress).stream().filter(c -> c.problem() == null)
                .forEach(c -> scans.put(c.name(), c.prediction()));
        } else {
            cases.forEach(c -> scans.put(c.name(), Path.of(scan)));
        }
        return new PictureFiles(cases, scans);
    }

    private static Map<String, Path> modality(Dataset dataset, String name) {
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
            Evaluation.aligned(reference, NiftiReader.read(found.prediction(), Progress.NONE)));
    }

    /** A scan that is missing or lies elsewhere takes the background away, not the picture. */
    private Volume scan(String caseName, Volume reference, Progress progress) {
        Path file = scans.get(caseName);
        if (file == null) {
            return null;
        }
        return Batch.attempt(file, () -> Evaluation.aligned(reference, NiftiReader.read(file, Progress.NONE)), why -> {
            progress.warning(why + "; the pictures of " + caseName + " have no scan behind them");
            return null;
        });
    }
}
