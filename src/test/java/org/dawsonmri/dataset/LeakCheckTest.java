package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Finding.Severity;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the check says of files, voxels and persons that are met twice. */
class LeakCheckTest extends CheckedSubjects {

    // -- Used twice --

    @Test
    void oneFileInTwoPlaces() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        Map<String, Path> scans = new LinkedHashMap<>(scans("c", GRID));
        scans.put("T1", folder.resolve("a_T1.nii"));
        put(new Subject("c", Split.TRAIN, scans, label("c", GRID, 1)));
        only("c", "T1", Problem.USED_TWICE, Severity.WARNING, "a_T1.nii is also the T1 of a");
        subjects.replaceAll((id, subject) -> id.equals("c") ? subject.withSplit(Split.TEST) : subject);
        only("c", "T1", Problem.USED_TWICE, Severity.ERROR, "a_T1.nii is also the T1 of a");
    }

    @Test
    void aCopyInAnotherSplitIsALeak() throws IOException {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        good("c", Split.TEST);
        Files.write(folder.resolve("c_T1.nii"), Files.readAllBytes(folder.resolve("a_T1.nii")));
        only("c", "T1", Problem.USED_TWICE, Severity.ERROR, "has the same voxels as the T1 of a (train)");
    }

    @Test
    void aPersonInTwoSplitsIsALeak() {
        good("a_tp1", Split.TRAIN);
        good("a_tp2", Split.VALIDATION);
        good("10062Ses1", Split.NONE);
        good("10062Ses2", Split.TEST);
        only("a_tp2", "", Problem.LEAK, Severity.ERROR,
            "in the split 'validation' is of the same person (a) as a_tp1 in 'train'");
        assertEquals(1, check().count(Severity.ERROR), "who is in no split is in no other");
        good("10062Ses1", Split.TRAIN);
        only("10062Ses2", "", Problem.LEAK, Severity.ERROR, "of the same person (10062)");
        Subject subject = subjects.get("a_tp2");
        put(new Subject(subject.id(), "somebody", subject.split(), subject.scans(), subject.label(), subject.slices(),
            Map.of()));
        assertEquals(1, check().count(Severity.ERROR), "the column 'person' goes before the name");
    }

    @Test
    void aPersonInOtherCapitalLettersIsTheSame() {
        good("K1_tp1", Split.TRAIN);
        good("k1_tp2", Split.VALIDATION);
        only("k1_tp2", "", Problem.LEAK, Severity.ERROR, "of the same person (k1) as K1_tp1");
    }

    @Test
    void namesThatDifferInCapitalLettersAloneShareAResultFile() {
        good("p1", Split.TRAIN);
        put(new Subject("P1", Split.VALIDATION, scans("other", GRID), label("other", GRID, 1)));
        only("P1", "", Problem.NAMES, Severity.WARNING, "differs from p1 in capital letters alone");
    }

    // -- Channels --

    @Test
    void aChannelThatIsItsLabelIsAnError() throws IOException {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        Files.copy(folder.resolve("a_label.nii"), folder.resolve("a_T1.nii"), StandardCopyOption.REPLACE_EXISTING);
        only("a", "label", Problem.USED_TWICE, Severity.ERROR, "has the same voxels as T1");
    }

    @Test
    void aChannelWithTheNameOfALabelIsAWarning() {
        good("a", Split.TRAIN);
        good("b", Split.VALIDATION);
        Dataset named = new Dataset(folder, List.of("FLAIR", "T1", "lesion_mask", "roi"),
            List.copyOf(subjects.values()));
        DatasetReport report = DatasetCheck.check(named, DatasetCheck.Options.defaults(), Progress.NONE);
        assertEquals(List.of("roi"), report.findings().stream().filter(f -> f.problem() == Problem.CHANNEL)
            .map(Finding::item).toList());
    }
}
