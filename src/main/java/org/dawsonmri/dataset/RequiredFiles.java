package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import java.util.ArrayList;
import java.util.List;

/** The subjects of a training, once each is known to have a file for every channel and a label. */
public final class RequiredFiles {

    /**
     * Something that a subject needs and does not have.
     *
     * @param item the modality, or {@value Finding#LABEL}
     * @param text what is wrong and what to do, to be put after the subject's name
     */
    record Missing(String item, String text) {
    }

    private RequiredFiles() {
    }

    /** @throws DawsonException if there is no subject to train on, or one lacks a file */
    public static List<Subject> training(Dataset dataset, List<String> channels) {
        dataset.requireLabels(Progress.NONE);
        List<Subject> training = dataset.trainingSubjects();
        if (training.isEmpty()) {
            throw new DawsonException(dataset.source() + ": " + NOTHING_TO_TRAIN_ON);
        }
        training.forEach(subject -> require(dataset, subject, channels));
        return training;
    }

    /** @throws DawsonException if a subject lacks a file */
    public static List<Subject> validation(Dataset dataset, List<String> channels) {
        List<Subject> validation = dataset.subjects(Split.VALIDATION);
        validation.forEach(subject -> require(dataset, subject, channels));
        return validation;
    }

    static final String NOTHING_TO_TRAIN_ON = "no subject to train on; mark some with 'train' in the column 'split' and"
        + " give each a label";

    /** What a subject lacks of these channels. */
    static List<Missing> scans(Subject subject, List<String> channels) {
        List<Missing> missing = new ArrayList<>();
        for (String channel : channels) {
            if (!subject.scans().containsKey(channel)) {
                String undecided = subject.undecided().get(channel);
                missing.add(new Missing(channel, undecided != null ? "has " + undecided : "has no " + channel
                    + " scan (it has " + subject.scans().keySet() + "); add it, leave the subject out, or choose "
                    + "--channels"));
            }
        }
        return missing;
    }

    /** Why a subject that is to be learned from or measured has no label. */
    static Missing label(Subject subject) {
        String undecided = subject.undecided().get(Finding.LABEL);
        return new Missing(Finding.LABEL, undecided != null ? "has " + undecided : "is in the split '"
            + subject.split().text() + "' but has no label; add one or set its split to n/a");
    }

    private static void require(Dataset dataset, Subject subject, List<String> channels) {
        List<Missing> missing = new ArrayList<>(scans(subject, channels));
        if (subject.label() == null) {
            missing.add(label(subject));
        }
        if (!missing.isEmpty()) {
            throw new DawsonException(dataset.source() + ": subject " + subject.id() + " " + missing.get(0).text());
        }
    }
}
