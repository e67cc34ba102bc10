package org.dawsonmri.segment;

import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.ScanTraits;
import org.dawsonmri.volume.Volume;

import java.util.List;

/** Says so where a scan is unlike all that a model learned from; it is segmented nevertheless. */
final class UnfamiliarScan {

    private UnfamiliarScan() {
    }

    /** @param channels as they come, in the model's order */
    static void warn(ModelFolder folder, ModelDescription model, List<Volume> channels, PreparedScan scan,
        Progress progress) {
        if (model.trainingScans() != null) {
            model.trainingScans().differences(ScanTraits.of(channels, scan), model.channels()).forEach(difference ->
                progress.warning(channels.get(0).name() + ": unlike the training scans of " + folder.path() + ": "
                    + difference));
        }
    }
}
