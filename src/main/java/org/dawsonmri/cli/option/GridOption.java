package org.dawsonmri.cli.option;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.dataset.SubjectGrids;
import org.dawsonmri.volume.GridRule;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** Which images count as lying in one grid. */
public final class GridOption {

    @Option(names = "--grid", paramLabel = "RULE", defaultValue = "voxel",
        description = GridRule.HELP + " Default: ${DEFAULT-VALUE}.")
    private GridRule rule;

    public GridRule rule() {
        return rule;
    }

    /** Looks at the subjects of a training before it begins, which by itself follows the other rule. */
    public void requireStrict(Dataset dataset, List<String> channels, Progress progress) {
        if (rule == GridRule.STRICT) {
            List<Subject> subjects = new ArrayList<>(dataset.trainingSubjects());
            subjects.addAll(dataset.subjects(Split.VALIDATION));
            SubjectGrids.require(subjects, channels, rule, progress);
        }
    }
}
