package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.LabelVoxels.Fingerprint;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.Preprocessing;
import org.dawsonmri.preprocess.ScanTraits;
import org.dawsonmri.preprocess.Slices;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A subject's files as training reads them. The check reads them in the same way, so that it calls an error what
 * training is going to refuse.
 *
 * @param scan the channels, prepared
 * @param label label values in the grid of the prepared scan, {@link LabelledSlices#UNLABELLED} where not known
 * @param traits of the scan as it came
 * @param fingerprints of what the files show, by modality and {@value Finding#LABEL}; without those that show nothing
 */
public record LabelledScan(PreparedScan scan, Volume label, ScanTraits traits, Map<String, Long> fingerprints) {

    /**
     * Reads and prepares a subject; says so if only some of its slices are labelled.
     *
     * @param channels of which it has a file each, as it has a label
     * @param slices which of the label's slices are labelled
     * @throws DawsonException if a file cannot be read, does not fit the others, or is not what it is given for
     */
    public static LabelledScan read(Subject subject, List<String> channels, Preprocessing preprocessing,
        LabelledSlices slices, Progress progress) {
        List<Volume> scans = new ArrayList<>();
        Map<String, Long> fingerprints = new LinkedHashMap<>();
        for (String channel : channels) {
            Volume scan = NiftiReader.read(subject.scans().get(channel));
            scans.add(scan);
            fingerprints.put(channel, Fingerprint.of(scan));
        }
        PreparedScan prepared = PreparedScan.of(scans, preprocessing, progress);
        Volume stored = NiftiReader.read(subject.label());
        requireLabel(stored, subject.label(), fingerprints);
        if (!slices.isAll()) {
            int count = stored.geometry().nz();
            BitSet labelled = slices.of(LabelledSlices.found(stored), count, subject.label());
            progress.message(subject.id() + ": " + labelled.cardinality() + " of " + count + " slices are labelled: "
                + LabelledSlices.text(labelled));
        }
        return new LabelledScan(prepared, prepared.label(slices.mark(stored), progress), ScanTraits.of(scans, prepared),
            fingerprints);
    }

    /** True if it has a slice to learn from: one of which something is labelled, with pixels that differ. */
    boolean hasSlice(int axis) {
        return IntStream.range(0, label.geometry().size(axis)).anyMatch(i -> isLabelled(Slices.plane(label, axis, i))
            && scan.channels().stream().anyMatch(channel -> !Slices.isEven(Slices.plane(channel, axis, i))));
    }

    private static boolean isLabelled(float[] plane) {
        for (float v : plane) {
            if (v >= 0) {
                return true;
            }
        }
        return false;
    }

    /** @param fingerprints of the scans; gets the label's, if it shows enough */
    private static void requireLabel(Volume label, Path file, Map<String, Long> fingerprints) {
        LabelVoxels voxels = LabelVoxels.of(label);
        voxels.wrong().stream().findFirst().ifPresent(wrong -> {
            throw new DawsonException(file + ": " + wrong.text());
        });
        if (!voxels.onlyBackground()) {
            voxels.sameAs(fingerprints).ifPresent(text -> {
                throw new DawsonException(file + ": " + text);
            });
        }
        if (voxels.isTelling()) {
            fingerprints.put(Finding.LABEL, voxels.fingerprint());
        }
    }
}
