package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.model.Provenance;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.data.TrainingData;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a model says of itself before it has learned anything.
 *
 * @param before what it says so far, null in a new training
 * @param parent what it starts from, or null
 */
record NewDescription(Dataset dataset, ModelDescription before, PretrainedModel parent) {

    /**
     * Describes a model.
     *
     * @param frame width, height and, of volumes, depth of what it is trained on; of a cascade null
     * @param what is counted, and how many of them there are to learn from
     */
    ModelDescription of(TrainingConfig config, TrainingData.Subjects known, List<Integer> frame, String what,
        long count) {
        Network network = Networks.create(config);
        Map<String, String> provenance = provenance(known.fileSums());
        provenance.put(what, Long.toString(count));
        if (before != null) {
            before.provenance().entrySet().stream().filter(e -> e.getKey().startsWith(PretrainedModel.PREFIX))
                .forEach(e -> provenance.put(e.getKey(), e.getValue()));
        } else if (parent != null) {
            provenance.putAll(parent.provenance());
        }
        return new ModelDescription(ModelDescription.FORMAT, known.channels(),
            classes(config.classNames(), known.labelValues(), Networks.isCascade(config)), network.sizeMultiple(),
            frame, network.floatsPerPixel(), config, Map.of(), provenance, known.scans(), null);
    }

    // -- Helper methods --

    /** The labels' values with the names of the configuration, or else those that they have in a related model. */
    private List<LabelClass> classes(List<String> names, int[] values, boolean isCascade) {
        if (!names.isEmpty() && names.size() != values.length) {
            throw new DawsonException("class_names has " + names.size() + " names " + names + ", but " + (isCascade
                ? "a cascade knows one class, whatever the label's value; give one name"
                : "the labels of " + dataset.source() + " have " + values.length + " classes; give one name for each"));
        }
        ModelDescription relative = parent != null ? parent.model() : before;
        if (names.isEmpty() && relative != null
            && Arrays.equals(relative.classes().stream().mapToInt(LabelClass::value).toArray(), values)) {
            return relative.classes();
        }
        List<LabelClass> classes = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            String unnamed = isCascade ? "lesion" : "class" + values[c];
            classes.add(new LabelClass(values[c], names.isEmpty() ? unnamed : names.get(c)));
        }
        return classes;
    }

    /** What every trained model says of its making: the dataset, the subjects of each split, and sums of the files. */
    private Map<String, String> provenance(Map<String, String> sums) {
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
