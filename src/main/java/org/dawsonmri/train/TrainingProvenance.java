package org.dawsonmri.train;

import org.dawsonmri.FileName;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.model.Provenance;
import org.dawsonmri.train.data.FileSums;

import java.util.List;
import java.util.Map;

/** What every trained model says of its making: the dataset, the subjects of each split, and sums of the files. */
final class TrainingProvenance {

    private TrainingProvenance() {
    }

    /** @param sums of all files of the training and the validation subjects: see {@link FileSums} */
    static Map<String, String> of(Dataset dataset, Map<String, String> sums) {
        Map<String, String> provenance = Provenance.now();
        provenance.put("dataset", FileName.of(dataset.source()));
        provenance.put("training_subjects", names(dataset.trainingSubjects()));
        provenance.put("validation_subjects", names(dataset.subjects(Split.VALIDATION)));
        provenance.put("test_subjects", names(dataset.subjects(Split.TEST)));
        provenance.putAll(sums);
        return provenance;
    }

    private static String names(List<Subject> subjects) {
        return String.join(" ", subjects.stream().map(Subject::id).toList());
    }
}
