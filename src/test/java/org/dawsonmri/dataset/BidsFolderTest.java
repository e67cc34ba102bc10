package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class BidsFolderTest {

    @TempDir
    private Path root;

    @Test
    void findsScansSessionsLabelsAndSplits() throws IOException {
        files("sub-01/anat/sub-01_T1w.nii.gz", "sub-01/anat/sub-01_acq-3D_FLAIR.nii", "sub-01/anat/sub-01_T1w.json",
            "sub-01/anat/sub-01_T1w_defacemask.nii.gz", "sub-01/anat/other.nii", "sub-01/func/sub-01_bold.nii.gz",
            "sub-02/ses-a/anat/sub-02_ses-a_T2w.nii.gz", "sub-02/ses-b/anat/sub-02_ses-b_T2starw.nii.gz",
            "derivatives/manual/sub-01/anat/sub-01_desc-brain_mask.nii.gz",
            "derivatives/manual/sub-01/anat/sub-01_FLAIR_label-lesion_seg.nii.gz",
            "derivatives/freesurfer/sub-01/anat/sub-01_desc-aseg_dseg.nii.gz",
            "derivatives/manual/sub-02/ses-b/sub-02_ses-b_mask.nii.gz");
        Files.writeString(root.resolve("participants.tsv"),
            "participant_id\tage\tsplit\nsub-01\t41\tvalidation\n02\t50\ttest\n");
        Dataset dataset = Dataset.read(root);
        assertEquals(List.of("FLAIR", "T1", "T2", "T2star"), dataset.modalities());
        assertEquals(List.of("sub-01", "sub-02_ses-a", "sub-02_ses-b"),
            dataset.subjects().stream().map(Subject::id).toList());
        Subject one = dataset.subjects().get(0);
        assertEquals(Map.of("T1", root.resolve("sub-01/anat/sub-01_T1w.nii.gz"),
            "FLAIR", root.resolve("sub-01/anat/sub-01_acq-3D_FLAIR.nii")), one.scans());
        assertEquals("sub-01_FLAIR_label-lesion_seg.nii.gz", one.label().getFileName().toString());
        assertEquals(Split.VALIDATION, one.split());
        assertNull(dataset.subjects().get(1).label());
        assertEquals("sub-02_ses-b_mask.nii.gz", dataset.subjects().get(2).label().getFileName().toString());
        assertEquals(Split.TEST, dataset.subjects().get(2).split());
    }

    @Test
    void withoutParticipantsThereIsNoSplit() throws IOException {
        files("sub-01/anat/sub-01_T1w.nii");
        assertEquals(Split.NONE, Dataset.read(root).subjects().get(0).split());
    }

    @Test
    void anUnfetchedLinkIsAScanToo() throws IOException {
        Path anat = Files.createDirectories(root.resolve("sub-01/anat"));
        Files.createSymbolicLink(anat.resolve("sub-01_T1w.nii.gz"), Path.of("annex/not-here"));
        assertEquals(List.of("T1"), Dataset.read(root).modalities());
    }

    @Test
    void twoCandidatesAreNamed() throws IOException {
        files("sub-01/anat/sub-01_run-1_T1w.nii.gz", "sub-01/anat/sub-01_run-2_T1w.nii.gz");
        assertTrue(message().contains("sub-01 has more than one scan T1w: "
            + Path.of("sub-01/anat/sub-01_run-1_T1w.nii.gz") + ", "), message());
        Files.delete(root.resolve("sub-01/anat/sub-01_run-2_T1w.nii.gz"));
        files("derivatives/a/sub-01/anat/sub-01_mask.nii", "derivatives/b/sub-01/anat/sub-01_dseg.nii");
        assertTrue(message().contains("sub-01 has more than one label: "), message());
        assertTrue(message().contains("sub-01_dseg.nii; write a dataset.tsv"), message());
    }

    @Test
    void aFolderOfSomethingElseIsExplained() throws IOException {
        files("patient1/T1.nii.gz", "sub-01/anat/readme.txt");
        assertTrue(message().startsWith(root + ": holds neither a dataset.tsv nor BIDS scans"), message());
    }

    @Test
    void badSplitsAreTold() throws IOException {
        files("sub-01/anat/sub-01_T1w.nii");
        Files.writeString(root.resolve("participants.tsv"), "participant_id\tsplit\nsub-01\tdev\n");
        assertTrue(message().contains("participants.tsv, line 2: split 'dev' is not known"), message());
        Files.writeString(root.resolve("participants.tsv"), "participant_id\nsub-01\n01\n");
        assertTrue(message().contains("line 3: participant '01' is there twice"), message());
    }

    private String message() {
        return assertThrows(DawsonException.class, () -> Dataset.read(root)).getMessage();
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }
}
