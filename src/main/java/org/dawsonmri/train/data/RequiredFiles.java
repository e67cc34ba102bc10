package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;

import java.util.List;

/** The subjects of a training, once each is known to have a file for every channel and a label. */
final class RequiredFiles {

    private RequiredFiles() {
    }

    /** @throws DawsonException if there is no subject to train on, or one lacks a file */
    static List<Subject> training(Dataset dataset, List<String> channels) {
        List<Subject> training = dataset.trainingSubjects();
        if (training.isEmpty()) {
            throw new DawsonException(dataset.source() + ": no subject to train on; mark some with 'train' in the "
                + "column 'split' and give each a label");
        }
        training.forEach(subject -> require(dataset, subject, channels));
        return training;
    }

    /** @throws DawsonException if a subject lacks a file */
    static List<Subject> validation(Dataset dataset, List<String> channels) {
        List<Subject> validation = dataset.subjects(Split.VALIDATION);
        validation.forEach(subject -> require(dataset, subject, channels));
        return validation;
    }

    private static void require(Dataset dataset, Subject subject, List<String> channels) {
        for (String channel : channels) {
            if (!subject.scans().containsKey(channel)) {
                throw new DawsonException(dataset.source() + ": subject " + subject.id() + " has no " + channel
                    + " scan (it has " + subject.scans().keySet() + "); add it, leave the subject out, or choose "
                    + "--channels");
            }
        }
        if (subject.label() == null) {
            throw new DawsonException(dataset.source() + ": subject " + subject.id() + " is in the split '"
                + subject.split().text() + "' but has no label; add one or set its split to n/a");
        }
    }
}
