package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.LABEL;
import static org.dawsonmri.dataset.Finding.Severity.ERROR;
import static org.dawsonmri.dataset.Finding.Severity.INFO;
import static org.dawsonmri.dataset.Finding.Severity.WARNING;

import org.dawsonmri.Attempts;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DatasetReport.SubjectSummary;
import org.dawsonmri.dataset.Finding.Severity;
import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.preprocess.Preprocessing;
import org.dawsonmri.preprocess.ScanTraits;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridMatch;
import org.dawsonmri.volume.Orientation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Looks at the files of one subject, one after the other, block by block, and keeps what the whole dataset needs. */
final class SubjectCheck {

    /** A scan in memory as it is, reoriented, prepared, and on the way to that. */
    private static final int COPIES = 4;

    private final Subject subject;
    private final DatasetCheck.Options options;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Geometry> grids = new LinkedHashMap<>();
    private final Map<String, Long> fingerprints = new LinkedHashMap<>();
    private SortedMap<Integer, Long> labelVoxels = new TreeMap<>();
    private boolean hasSlice = true;
    private ScanTraits traits;

    SubjectCheck(Subject subject, DatasetCheck.Options options, Progress progress) {
        this.subject = subject;
        this.options = options;
        this.progress = progress;
    }

    /** Does the work. */
    SubjectCheck run(Dataset dataset) {
        for (String modality : dataset.modalities()) {
            Path scan = subject.scans().get(modality);
            if (scan != null) {
                checkScan(modality, scan);
            }
        }
        for (RequiredFiles.Missing missing : RequiredFiles.scans(subject, dataset.modalities())) {
            add(missing.item(), Problem.MISSING_MODALITY, isLearnedFrom(dataset) ? ERROR : WARNING, missing.text());
        }
        if (subject.label() == null) {
            missingLabel(dataset);
        } else {
            checkLabel(subject.label());
        }
        compareGrids();
        return this;
    }

    /** Notes that the subject could not be looked at. */
    SubjectCheck failed(String reason) {
        add("", Problem.UNREADABLE, ERROR, reason);
        return this;
    }

    Subject subject() {
        return subject;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Fingerprints of what the files show, by modality and label; without those that show nothing. */
    Map<String, Long> fingerprints() {
        return fingerprints;
    }

    /**
     * Prepares the subject as training does, if that is going to and nothing is wrong so far: what training refuses is
     * an error, even if nothing here knows the reason.
     */
    void rehearse(Dataset dataset) {
        boolean wrong = findings.stream().anyMatch(finding -> finding.severity() == ERROR);
        if (wrong || subject.label() == null || !isLearnedFrom(dataset)) {
            return;
        }
        Attempts.attempt(subject.id(), () -> {
            Preprocessing settings = new Preprocessing();
            LabelledScan read = LabelledScan.read(subject, dataset.modalities(), settings, subject.slices(),
                Progress.NONE);
            hasSlice = read.hasSlice(settings.firstAxis());
            traits = read.traits();
            return this;
        }, reason -> {
            add("", Problem.REFUSED, ERROR, reason);
            return this;
        });
    }

    /** False if it was prepared and has no slice that a network could learn from. */
    boolean hasSlice() {
        return hasSlice;
    }

    /** What its scans are like; null unless it was prepared. */
    ScanTraits traits() {
        return traits;
    }

    /** Bytes that {@link #rehearse} takes at the most. */
    long memory() {
        long voxels = grids.values().stream().mapToLong(Geometry::voxelCount).max().orElse(0);
        return voxels * Float.BYTES * COPIES * grids.size();
    }

    SubjectSummary summary() {
        Geometry grid = grids.values().stream().findFirst().orElse(null);
        String orientation = grid == null ? null : Orientation.of(grid.affine()).code();
        return new SubjectSummary(subject.id(), subject.split(), grid, orientation, labelVoxels);
    }

    // -- One file --

    private void checkScan(String modality, Path file) {
        ScanVoxels voxels = read(modality, file, grid -> new ScanVoxels(grid.voxelCount()));
        if (voxels == null) {
            return;
        }
        if (voxels.notFinite() > 0) {
            boolean all = voxels.notFinite() == voxels.count();
            add(modality, Problem.NOT_FINITE, all ? ERROR : WARNING, voxels.notFinite() + " of " + voxels.count()
                + " voxels are NaN or infinite" + (all ? "; make the scan anew from its source"
                    : " and count as background; replace them, for instance by 0"));
        }
        if (voxels.isConstant()) {
            add(modality, Problem.CONSTANT, ERROR, "all voxels are " + LabelVoxels.number(voxels.min())
                + "; replace the scan, or leave the channel out");
            return;
        }
        fingerprints.put(modality, voxels.fingerprint());
        voxels.outlier().ifPresent(text -> add(modality, Problem.OUTLIERS, WARNING, text));
    }

    private void checkLabel(Path file) {
        LabelVoxels voxels = read(LABEL, file, grid -> new LabelVoxels((long) grid.nx() * grid.ny()));
        if (voxels == null) {
            return;
        }
        labelVoxels = voxels.voxelsByLabel();
        voxels.wrong().forEach(wrong -> add(LABEL, wrong.problem(), ERROR, wrong.text()));
        if (voxels.onlyBackground()) {
            add(LABEL, Problem.EMPTY_MASK, WARNING, "only background; right for a healthy subject");
        } else {
            voxels.sameAs(fingerprints).ifPresent(text -> add(LABEL, Problem.USED_TWICE, ERROR, text));
        }
        if (voxels.isTelling()) {
            fingerprints.put(LABEL, voxels.fingerprint());
        }
        checkSlices(voxels.slices(), grids.get(LABEL).nz());
    }

    /** @param found the slices that have a label */
    private void checkSlices(BitSet found, int count) {
        LabelledSlices slices = subject.slices();
        if (slices.isAll()) {
            return;
        }
        try {
            BitSet labelled = slices.of(found, count, subject.id());
            add(LABEL, Problem.PARTIAL_LABELS, INFO, labelled.cardinality() + " of " + count + " slices are labelled: "
                + LabelledSlices.text(labelled));
            BitSet unused = (BitSet) found.clone();
            unused.andNot(labelled);
            if (!unused.isEmpty()) {
                add(LABEL, Problem.PARTIAL_LABELS, WARNING, "slices " + LabelledSlices.text(unused) + " have labels,"
                    + " but are not listed in the column 'slices' and count as unlabelled");
            }
        } catch (DawsonException e) {
            add(LABEL, Problem.PARTIAL_LABELS, ERROR, e.getMessage());
        }
    }

    /** Reads a file to its end; null if that is not possible. */
    private <T extends NiftiImage.BlockReader> T read(String item, Path file, Function<Geometry, T> newReader) {
        if (!Files.exists(file)) {
            add(item, Problem.MISSING_FILE, ERROR, file + (Files.isSymbolicLink(file)
                ? ": the link points to nothing; fetch the file first (datalad get)" : " does not exist"));
            return null;
        }
        return Attempts.attempt(file, () -> {
            NiftiImage image = NiftiReader.open(file);
            image.warnings().forEach(text -> add(item, Problem.HEADER, WARNING, text));
            if (image.frames() > 1) {
                add(item, Problem.UNREADABLE, ERROR, file + ": has " + image.frames()
                    + " frames, expected one 3-D volume; save the right one (dawson convert --frame N)");
                return null;
            }
            T reader = newReader.apply(image.geometry());
            image.forEachBlock(progress, reader);
            grids.put(item, image.geometry());
            return reader;
        }, reason -> {
            add(item, Problem.UNREADABLE, ERROR, reason);
            return null;
        });
    }

    // -- The subject --

    private boolean isLearnedFrom(Dataset dataset) {
        return subject.split() == Split.VALIDATION || dataset.trainingSubjects().contains(subject);
    }

    private void missingLabel(Dataset dataset) {
        if (dataset.labels().problem() != null) {
            return; // which the dataset's own check tells, once
        }
        if (isLearnedFrom(dataset)) {
            add(LABEL, Problem.MISSING_LABEL, ERROR, RequiredFiles.label(subject).text());
        } else if (subject.undecided().containsKey(LABEL)) {
            add(LABEL, Problem.MISSING_LABEL, WARNING, RequiredFiles.label(subject).text());
        } else if (subject.split() == Split.TEST) {
            add(LABEL, Problem.MISSING_LABEL, INFO, "no label: the result cannot be scored");
        } else if (!dataset.hasSplits()) {
            add(LABEL, Problem.MISSING_LABEL, WARNING, "no label: nothing can be learnt from this subject");
        }
    }

    /** Compares each grid with that of the first file that could be read. */
    private void compareGrids() {
        Map.Entry<String, Geometry> first = null;
        for (Map.Entry<String, Geometry> grid : grids.entrySet()) {
            if (first == null) {
                first = grid;
            } else {
                compare(grid.getKey(), grid.getValue(), first.getKey(), first.getValue());
            }
        }
    }

    private void compare(String item, Geometry grid, String firstItem, Geometry first) {
        GridMatch match = options.grid().compare(firstItem, first, grid);
        if (match.verdict() != GridMatch.Verdict.SAME) {
            Problem problem = switch (match.kind()) {
                case SHAPE -> Problem.SHAPE;
                case SPACING -> Problem.SPACING;
                case PLACE -> Problem.AFFINE;
            };
            add(item, problem, match.verdict() == GridMatch.Verdict.REFUSED ? ERROR : WARNING, match.text());
        }
    }

    private void add(String item, Problem problem, Severity severity, String detail) {
        findings.add(new Finding(subject.id(), item, problem, severity, detail));
    }
}
