package org.dawsonmri.train.data;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.LabelledSlices;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.ScanTraits;
import org.dawsonmri.train.TrainingConfig;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;

/**
 * A subject's scan and label in the working grid.
 *
 * @param id its name
 * @param scan the channels
 * @param label label values, {@link LabelledSlices#UNLABELLED} where it is not known
 * @param traits of the scan as it came
 */
public record PreparedSubject(String id, PreparedScan scan, Volume label, ScanTraits traits) {

    /**
     * Reads and prepares a subject; says so if only some of its slices are labelled.
     *
     * @param values gets the label's values other than 0
     */
    public static PreparedSubject read(Subject subject, List<String> channels, TrainingConfig config,
        SortedSet<Integer> values, Progress progress) {
        List<Volume> scans = channels.stream().map(name -> NiftiReader.read(subject.scans().get(name))).toList();
        PreparedScan scan = PreparedScan.of(scans, config.preprocessing(), progress);
        Volume stored = NiftiReader.read(subject.label());
        LabelValues.require(stored, subject.label());
        LabelledSlices slices = config.labelledSlices(subject);
        if (!slices.isAll()) {
            int count = stored.geometry().nz();
            BitSet labelled = slices.of(LabelledSlices.found(stored), count, subject.label());
            progress.message(subject.id() + ": " + labelled.cardinality() + " of " + count + " slices are labelled: "
                + LabelledSlices.text(labelled));
        }
        Volume label = scan.label(slices.mark(stored));
        values.addAll(LabelValues.of(label));
        return new PreparedSubject(subject.id(), scan, label, ScanTraits.of(scans, scan));
    }

    /** Its slices across an axis, on disk. */
    public SliceStore store(Path file, int axis) {
        return SliceStore.write(file, id, scan, label, axis);
    }
}
