package org.dawsonmri.train.data;

import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.LabelledScan;
import org.dawsonmri.dataset.LabelledSlices;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.ScanTraits;
import org.dawsonmri.volume.Volume;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * A subject's scan and label in the working grid.
 *
 * @param id its name
 * @param scan the channels
 * @param label label values, {@link LabelledSlices#UNLABELLED} where it is not known
 * @param traits of the scan as it came
 * @param fingerprints of what its files show, see {@link LabelledScan}
 * @param sums of its files
 */
public record PreparedSubject(String id, PreparedScan scan, Volume label, ScanTraits traits,
    Map<String, Long> fingerprints, Map<String, String> sums) {

    /**
     * Reads and prepares a subject; says so if only some of its slices are labelled.
     *
     * @param values gets the label's values other than 0
     */
    public static PreparedSubject read(Subject subject, List<String> channels, TrainingConfig config,
        SortedSet<Integer> values, Progress progress) {
        LabelledScan read = LabelledScan.read(subject, channels, config.preprocessing(),
            config.labelledSlices(subject), progress);
        addValues(read.label(), values);
        // Now, while the system still has the files in its cache.
        return new PreparedSubject(subject.id(), read.scan(), read.label(), read.traits(), read.fingerprints(),
            FileSums.of(subject, channels, progress));
    }

    /** Its slices across an axis, on disk. */
    public SliceStore store(SliceFile file, int axis) {
        return SliceStore.write(file, id, scan, label, axis);
    }

    private static void addValues(Volume label, SortedSet<Integer> values) {
        BitSet seen = new BitSet();
        for (float v : label.voxels()) {
            if (v > 0) {
                seen.set(Math.round(v));
            }
        }
        seen.stream().filter(v -> v != 0).forEach(values::add);
    }
}
