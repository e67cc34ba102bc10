package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.LABEL;
import static org.dawsonmri.dataset.Severity.ERROR;
import static org.dawsonmri.dataset.Severity.INFO;
import static org.dawsonmri.dataset.Severity.WARNING;

import org.dawsonmri.Batch;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Geometry;
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

    /** More labels than this, background included, are rather a scan, and no training takes them. */
    private static final int MANY_LABELS = 128;

    private final Subject subject;
    private final CheckOptions options;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Geometry> grids = new LinkedHashMap<>();
    private final Map<String, Long> fingerprints = new LinkedHashMap<>();
    private SortedMap<Integer, Long> labelVoxels = new TreeMap<>();

    SubjectCheck(Subject subject, CheckOptions options, Progress progress) {
        this.subject = subject;
        this.options = options;
        this.progress = progress;
    }

    /** Does the work. */
    SubjectCheck run(Dataset dataset) {
        for (String modality : dataset.modalities()) {
            Path scan = subject.scans().get(modality);
            if (scan == null) {
                add(modality, Problem.MISSING_MODALITY, ERROR, "no " + modality + ", which other subjects have");
            } else {
                checkScan(modality, scan);
            }
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

    /** Fingerprints of the scans that are not constant, by modality. */
    Map<String, Long> fingerprints() {
        return fingerprints;
    }

    SubjectSummary summary() {
        Geometry grid = grids.values().stream().findFirst().orElse(null);
        String orientation = grid == null ? null : Orientation.of(grid.affine()).code();
        return new SubjectSummary(subject.id(), subject.split(), grid, orientation, labelVoxels);
    }

    // -- One file --

    private void checkScan(String modality, Path file) {
        ScanVoxels voxels = read(modality, file, grid -> new ScanVoxels());
        if (voxels == null) {
            return;
        }
        notFinite(modality, voxels.notFinite(), voxels.count());
        if (voxels.isConstant()) {
            add(modality, Problem.CONSTANT, ERROR, "all voxels are " + text(voxels.min()) + "; replace the scan");
        } else {
            fingerprints.put(modality, voxels.fingerprint());
        }
    }

    private void checkLabel(Path file) {
        LabelVoxels voxels = read(LABEL, file, grid -> new LabelVoxels((long) grid.nx() * grid.ny()));
        if (voxels == null) {
            return;
        }
        labelVoxels = voxels.voxelsByLabel();
        notFinite(LABEL, voxels.notFinite(), voxels.count());
        if (voxels.fractional() > 0) {
            add(LABEL, Problem.FRACTIONAL_LABELS, ERROR, voxels.fractional() + " voxels are not whole numbers, such as "
                + text(voxels.fractionalExample()) + "; resample labels with nearest neighbour");
        }
        if (voxels.negative() > 0) {
            add(LABEL, Problem.NEGATIVE_LABELS, ERROR, voxels.negative() + " voxels are below 0, down to "
                + text(voxels.smallest()) + "; labels are 0 (background), 1, 2, …");
        }
        if (voxels.tooLarge() > 0) {
            add(LABEL, Problem.UNEXPECTED_LABELS, ERROR, voxels.tooLarge() + " voxels are above "
                + LabelVoxels.MAX_LABEL + ", up to " + text(voxels.largest()) + "; labels are 0, 1, 2, …");
        } else if (labelVoxels.size() > MANY_LABELS) {
            add(LABEL, Problem.UNEXPECTED_LABELS, ERROR, labelVoxels.size() + " different labels; is this a scan?");
        }
        if (voxels.onlyBackground()) {
            add(LABEL, Problem.EMPTY_MASK, WARNING, "only background; right for a healthy subject");
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
        return Batch.attempt(file, () -> {
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

    private void notFinite(String item, long notFinite, long count) {
        if (notFinite > 0) {
            add(item, Problem.NOT_FINITE, ERROR, notFinite + " of " + count
                + " voxels are NaN or infinite; replace them, for instance by 0");
        }
    }

    // -- The subject --

    private void missingLabel(Dataset dataset) {
        boolean needed = subject.split() == Split.TRAIN || subject.split() == Split.VALIDATION;
        boolean others = dataset.subjects().stream().anyMatch(other -> other.label() != null);
        if (needed) {
            add(LABEL, Problem.MISSING_LABEL, ERROR, "no label, which split " + subject.split().text() + " needs");
        } else if (subject.split() == Split.TEST) {
            add(LABEL, Problem.MISSING_LABEL, INFO, "no label: the result cannot be scored");
        } else if (others && !dataset.hasSplits()) {
            add(LABEL, Problem.MISSING_LABEL, WARNING, "no label: nothing can be learnt from this subject");
        }
    }

    /** Compares each grid with that of the first file that could be read. */
    private void compareGrids() {
        String first = null;
        for (String item : grids.keySet()) {
            if (first == null) {
                first = item;
            } else {
                compare(item, grids.get(item), first, grids.get(first));
            }
        }
    }

    private void compare(String item, Geometry grid, String firstItem, Geometry first) {
        if (!grid.sameShape(first)) {
            add(item, Problem.SHAPE, ERROR, grid.shapeText() + " voxels of " + Grids.spacingText(grid) + " mm, where "
                + firstItem + " has " + first.shapeText() + " of " + Grids.spacingText(first)
                + "; resample one to the other");
            return;
        }
        double distance = first.maxCornerDistanceMm(grid);
        if (distance <= options.toleranceMm()) {
            return;
        }
        Severity severity = distance > CheckOptions.ERROR_FACTOR * options.toleranceMm() ? ERROR : WARNING;
        String apart = Grids.mm(distance) + " mm apart from " + firstItem + " at the worst corner";
        if (Grids.spacingDiffers(grid, first, options.toleranceMm())) {
            add(item, Problem.SPACING, severity, Grids.spacingText(grid) + " mm, where " + firstItem + " has "
                + Grids.spacingText(first) + "; " + apart);
        } else {
            String own = Orientation.of(grid.affine()).code();
            String other = Orientation.of(first.affine()).code();
            add(item, Problem.AFFINE, severity, apart + (own.equals(other) ? "" : " (" + own + ", not " + other + ")"));
        }
    }

    private void add(String item, Problem problem, Severity severity, String detail) {
        findings.add(new Finding(subject.id(), item, problem, severity, detail));
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
            ? String.valueOf((long) value) : String.valueOf(value);
    }
}
