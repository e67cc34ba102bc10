package org.dawsonmri.train.data;

import org.dawsonmri.dataset.Subject;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.train.TrainingConfig;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;

/**
 * A subject's scan and label in the working grid.
 *
 * @param id its name
 * @param scan the channels
 * @param label label values
 */
public record PreparedSubject(String id, PreparedScan scan, Volume label) {

    /** @param values gets the label's values other than 0 */
    public static PreparedSubject read(Subject subject, List<String> channels, TrainingConfig config,
        SortedSet<Integer> values) {
        List<Volume> scans = channels.stream().map(name -> NiftiReader.read(subject.scans().get(name))).toList();
        PreparedScan scan = PreparedScan.of(scans, config.preprocessing());
        Volume label = scan.label(NiftiReader.read(subject.label()));
        values.addAll(LabelValues.of(label, subject.label()));
        return new PreparedSubject(subject.id(), scan, label);
    }

    /** Its slices across an axis, on disk. */
    public SliceStore store(Path file, int axis) {
        return SliceStore.write(file, id, scan, label, axis);
    }
}
