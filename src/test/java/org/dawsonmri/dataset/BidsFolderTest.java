package org.dawsonmri.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class BidsFolderTest {

    @TempDir
    private Path root;

    private final List<String> warnings = new ArrayList<>();

    // -- Scans, sessions and splits --

    @Test
    void findsScansSessionsLabelsAndSplits() throws IOException {
        files("sub-01/anat/sub-01_T1w.nii.gz", "sub-01/anat/sub-01_acq-3D_FLAIR.nii", "sub-01/anat/sub-01_T1w.json",
            "sub-01/anat/sub-01_T1w_defacemask.nii.gz", "sub-01/anat/other.nii", "sub-01/func/sub-01_bold.nii.gz",
            "sub-02/ses-a/anat/sub-02_ses-a_T2w.nii.gz", "sub-02/ses-b/anat/sub-02_ses-b_T2starw.nii.gz",
            "derivatives/manual/sub-01/anat/sub-01_desc-brain_mask.nii.gz",
            "derivatives/manual/sub-01/anat/sub-01_FLAIR_label-lesion_seg.nii.gz",
            "derivatives/manual/sub-02/ses-b/sub-02_ses-b_label-lesion_mask.nii.gz");
        Files.writeString(root.resolve("participants.tsv"),
            "participant_id\tage\tsplit\nsub-01\t41\tval\n02\t50\tTest\n");
        Dataset dataset = Dataset.read(root);
        assertEquals(List.of("FLAIR", "T1", "T2", "T2star"), dataset.modalities());
        assertEquals(List.of("sub-01", "sub-02_ses-a", "sub-02_ses-b"),
            dataset.subjects().stream().map(Subject::id).toList());
        assertEquals(List.of("sub-01", "sub-02", "sub-02"), dataset.subjects().stream().map(Subject::person).toList());
        Subject one = dataset.subjects().get(0);
        assertEquals(Map.of("T1", root.resolve("sub-01/anat/sub-01_T1w.nii.gz"),
            "FLAIR", root.resolve("sub-01/anat/sub-01_acq-3D_FLAIR.nii")), one.scans());
        assertEquals("sub-01_FLAIR_label-lesion_seg.nii.gz", one.label().getFileName().toString());
        assertEquals(Split.VALIDATION, one.split());
        assertNull(dataset.subjects().get(1).label());
        assertEquals("sub-02_ses-b_label-lesion_mask.nii.gz",
            dataset.subjects().get(2).label().getFileName().toString());
        assertEquals(Split.TEST, dataset.subjects().get(2).split());
        assertEquals("lesion (2 subjects: label-lesion_seg in derivatives/manual, label-lesion_mask in"
            + " derivatives/manual)", dataset.labels().text());
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
        Path labels = Files.createDirectories(root.resolve("derivatives/x"));
        Files.createSymbolicLink(labels.resolve("sub-01_mask.nii.gz"), Path.of("annex/not-here"));
        Files.createSymbolicLink(labels.resolve("ring"), labels);
        assertEquals(List.of("T1"), Dataset.read(root).modalities());
        assertEquals(labels.resolve("sub-01_mask.nii.gz"), label("", ""));
    }

    @Test
    void participantsCountForSplitsAlone() throws IOException {
        files("sub-01/anat/sub-01_T1w.nii");
        Path participants = root.resolve("participants.tsv");
        Files.write(participants, "participant_id\tsite\tsplit\nsub-01\tMontr\u00e9al\ttrain\n"
            .getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Split.TRAIN, Dataset.read(root).subjects().get(0).split());
        Files.writeString(participants, "participant_id\tage\tage\nsub-01\t3\nsub-01\t4\t5\t6\n\t1\n");
        assertEquals(Split.NONE, Dataset.read(root).subjects().get(0).split(), "what is odd there is no matter");
        Files.writeString(participants, "participant_id\tsplit\nsub-01\tdev\n");
        assertTrue(message().contains("participants.tsv, line 2: split 'dev' is not known"), message());
        Files.writeString(participants, "participant_id\tsplit\nsub-01\ttrain\n01\ttest\n");
        assertTrue(message().contains("line 3: participant '01' is in the split train further above"), message());
    }

    @Test
    void aFolderOfSomethingElseIsExplained() throws IOException {
        files("patient1/T1.nii.gz", "sub-01/anat/readme.txt");
        assertTrue(message().startsWith(root + ": holds neither a dataset.tsv nor BIDS scans"), message());
    }

    // -- Labels by name --

    @ParameterizedTest
    @CsvSource({"FLAIR_label-lesion_roi, lesion", "T2w_label-lesion_mask, lesion", "label-L_desc-T1lesion_mask, lesion",
        "T2w_lesion-manual, lesion", "T2w_seg-manual, seg", "T2star_gmseg-manual, gmseg", "T2w_label-SC_seg, SC",
        "dseg, dseg", "mask, mask", "lesion, lesion", "roi, roi", "T2w-seg, seg", "desc-aseg_dseg, aseg",
        "space-orig_desc-lesion_mask, lesion", "gmseg-manual_rater1, gmseg", "lesion-manual-rater2, lesion",
        "label-lesion_desc-rater3_mask, lesion", "T2w_lesionmask, lesionmask", "msk, msk", "label-GM_mask, GM"})
    void aLabelIsNeverAChannelAndIsFoundBesideTheScanAndAnywhereInDerivatives(String name, String kind)
        throws IOException {
        files("sub-01/anat/sub-01_T2w.nii.gz");
        for (String place : List.of("sub-01/anat", "derivatives/x/sub-01/anat", "derivatives/x/deep/er/sub-01",
            "derivatives/sub-01", "derivatives")) {
            files(place + "/sub-01_" + name + ".nii.gz");
            Dataset dataset = Dataset.read(root);
            assertEquals(List.of("T2"), dataset.modalities(), place);
            assertEquals(root.resolve(place + "/sub-01_" + name + ".nii.gz"), dataset.subjects().get(0).label(), place);
            assertEquals(dataset.subjects(), read(kind, "").subjects(), place);
            assertEquals(dataset.subjects(), read(kind.toUpperCase(Locale.ROOT), "").subjects(), place);
            Files.delete(dataset.subjects().get(0).label());
        }
    }

    @ParameterizedTest
    @CsvSource({"desc-brain_mask", "label-brain_mask", "label-GM_probseg", "defacemask", "desc-preproc_T1w"})
    void masksOfToolsAndProbabilitiesAreTakenOnlyIfChosen(String name) throws IOException {
        files("sub-01/anat/sub-01_T2w.nii.gz", "derivatives/fmriprep/sub-01/anat/sub-01_" + name + ".nii.gz");
        Dataset dataset = Dataset.read(root);
        assertNull(dataset.subjects().get(0).label());
        String problem = dataset.labels().problem();
        assertTrue(problem.startsWith("no label found: looked in derivatives and beside the scans"), problem);
        assertTrue(problem.contains(" (1 subject: " + name + " in derivatives/fmriprep)"), problem);
        assertEquals("sub-01_" + name + ".nii.gz", label(name, "").getFileName().toString());
    }

    @Test
    void nothingThereIsSaidToo() throws IOException {
        files("sub-01/anat/sub-01_T1w.nii");
        assertTrue(Dataset.read(root).labels().problem().endsWith("; nothing lies there"));
        String message = assertThrows(DawsonException.class,
            () -> RequiredFiles.training(Dataset.read(root), List.of("T1"))).getMessage();
        assertTrue(message.startsWith(root + ": no label found"), message);
    }

    @Test
    void severalKindsAreListedAndOneIsChosen() throws IOException {
        for (String id : List.of("sub-01", "sub-02")) {
            files(id + "/anat/" + id + "_T2w.nii.gz", "derivatives/labels/" + id + "/anat/" + id
                + "_T2w_lesion-manual.nii.gz", "derivatives/labels/" + id + "/anat/" + id + "_T2w_seg-manual.nii.gz");
        }
        Files.delete(root.resolve("derivatives/labels/sub-02/anat/sub-02_T2w_seg-manual.nii.gz"));
        Dataset dataset = Dataset.read(root);
        assertNull(dataset.subjects().get(0).label());
        assertEquals("has labels of several kinds: lesion (2 subjects: lesion-manual in derivatives/labels), seg"
            + " (1 subject: seg-manual in derivatives/labels); choose one with --label (in ImageJ label=NAME), such as"
            + " --label lesion", dataset.labels().problem());
        assertEquals("sub-01_T2w_seg-manual.nii.gz", label("seg", "").getFileName().toString());
        assertEquals("sub-01_T2w_lesion-manual.nii.gz", label("lesion-manual", "").getFileName().toString());
        assertNull(read("seg", "").subjects().get(1).label());
        assertEquals("has no label of the kind 'gm'; there are lesion (2 subjects: lesion-manual in"
            + " derivatives/labels), seg (1 subject: seg-manual in derivatives/labels)",
            read("gm", "").labels().problem());
    }

    @Test
    void aKindInDerivativesGoesBeforeTheSameBesideTheScan() throws IOException {
        files("sub-01/anat/sub-01_FLAIR.nii.gz", "sub-01/anat/sub-01_FLAIR_label-lesion_roi.nii.gz",
            "derivatives/labels/sub-01/anat/sub-01_FLAIR_label-lesion_mask.nii.gz");
        assertTrue(label("", "").startsWith(root.resolve("derivatives")));
        assertTrue(label("label-lesion_roi", "").startsWith(root.resolve("sub-01")));
        assertTrue(label("roi", "").startsWith(root.resolve("sub-01")));
    }

    @Test
    void sessionsMayStandInTheFolderAloneOrBeLeftOut() throws IOException {
        files("sub-01/ses-1/anat/sub-01_ses-1_T2w.nii.gz", "sub-01/ses-2/anat/sub-01_ses-2_T2w.nii.gz",
            "sub-02/ses-1/anat/sub-02_ses-1_T2w.nii.gz", "derivatives/x/sub-01/ses-2/anat/sub-01_mask.nii.gz",
            "derivatives/x/sub-02/anat/sub-02_mask.nii.gz");
        List<Subject> subjects = Dataset.read(root).subjects();
        assertNull(subjects.get(0).label());
        assertTrue(subjects.get(1).label().toString().contains("ses-2"));
        assertEquals("sub-02_mask.nii.gz", subjects.get(2).label().getFileName().toString());
    }

    // -- Several files of one kind --

    @Test
    void onlyWhoNeedsAnAmbiguousScanIsStopped() throws IOException {
        files("sub-01/anat/sub-01_FLAIR.nii.gz", "sub-01/anat/sub-01_acq-ax_T2w.nii.gz",
            "sub-01/anat/sub-01_acq-sag_T2w.nii.gz", "derivatives/l/sub-01/anat/sub-01_label-lesion_mask.nii.gz");
        Dataset all = Dataset.read(root);
        assertEquals(List.of("FLAIR", "T2"), all.modalities());
        assertEquals(List.of("FLAIR"), List.copyOf(all.subjects().get(0).scans().keySet()));
        String told = assertThrows(DawsonException.class, () -> RequiredFiles.training(all, all.modalities()))
            .getMessage();
        assertTrue(told.contains("sub-01 has more than one T2: sub-01_acq-ax_T2w.nii.gz, sub-01_acq-sag_T2w.nii.gz;"
            + " choose with --filter (in ImageJ filter=…), such as --filter acq=ax, or leave T2 out"), told);
        assertTrue(assertThrows(DawsonException.class, () -> all.write(root.resolve("t.tsv"))).getMessage()
            .contains("more than one T2"));
        assertEquals(1, RequiredFiles.training(all.select(List.of("flair")), List.of("flair")).size());
        Subject axial = read("", "acq=ax").subjects().get(0);
        assertEquals("sub-01_acq-ax_T2w.nii.gz", axial.scans().get("T2").getFileName().toString());
        assertEquals("sub-01_FLAIR.nii.gz", axial.scans().get("FLAIR").getFileName().toString());
        assertTrue(read("", "ACQ = sag").subjects().get(0).scans().get("T2").endsWith("sub-01_acq-sag_T2w.nii.gz"));
    }

    @Test
    void runsCountWithoutZerosAndSeveralValuesInTheirOrder() throws IOException {
        files("sub-01/anat/sub-01_run-01_T1w.nii.gz", "sub-01/anat/sub-01_run-02_T1w.nii.gz",
            "sub-02/anat/sub-02_run-01_T1w.nii.gz", "sub-03/anat/sub-03_T1w.nii.gz",
            "sub-04/anat/sub-04_run-03_T1w.nii.gz");
        assertEquals(List.of("sub-01_run-02_T1w.nii.gz", "sub-02_run-01_T1w.nii.gz", "sub-03_T1w.nii.gz"),
            read("", "run=2,run=1").subjects().stream().flatMap(s -> s.scans().values().stream())
                .map(file -> file.getFileName().toString()).toList());
    }

    @Test
    void ratersPipelinesAndScansAreChosenLikeEntities() throws IOException {
        files("sub-01/anat/sub-01_T1w.nii.gz", "sub-01/anat/sub-01_T2w.nii.gz",
            "derivatives/a/sub-01/anat/sub-01_T1w_seg-manual_rater1.nii.gz",
            "derivatives/a/sub-01/anat/sub-01_T1w_seg-manual-rater2.nii.gz",
            "derivatives/b/sub-01/anat/sub-01_T2w_seg.nii.gz");
        String told = Dataset.read(root).subjects().get(0).undecided().get("label");
        assertTrue(told.startsWith("more than one label 'seg': sub-01_T1w_seg-manual"), told);
        assertTrue(label("", "rater=1").endsWith("sub-01_T1w_seg-manual_rater1.nii.gz"));
        assertTrue(label("", "pipeline=b").endsWith("sub-01_T2w_seg.nii.gz"));
        assertTrue(label("", "channel=T2").endsWith("sub-01_T2w_seg.nii.gz"));
        Dataset second = Dataset.read(root, DataChoice.NONE, List.of("T2"), Progress.NONE);
        assertTrue(second.subjects().get(0).label().endsWith("sub-01_T2w_seg.nii.gz"), "drawn on the chosen channel");
        Files.delete(root.resolve("derivatives/a/sub-01/anat/sub-01_T1w_seg-manual-rater2.nii.gz"));
        Files.delete(root.resolve("derivatives/b/sub-01/anat/sub-01_T2w_seg.nii.gz"));
        assertTrue(Dataset.read(root, DataChoice.NONE, List.of("T2"), Progress.NONE).subjects().get(0).label()
            .endsWith("sub-01_T1w_seg-manual_rater1.nii.gz"), "the only one there is, on whichever scan");
    }

    @Test
    void aLabelOfTheChosenAcquisitionGoesBeforeOneOfAnother() throws IOException {
        files("sub-01/anat/sub-01_acq-ax_T2w.nii.gz", "derivatives/a/sub-01_acq-ax_T2w_seg-manual.nii.gz",
            "derivatives/a/sub-01_acq-sag_T2w_seg-manual.nii.gz",
            "derivatives/a/sub-01_space-MNI_acq-ax_T2w_seg-manual.nii.gz");
        assertTrue(label("", "").endsWith("sub-01_acq-ax_T2w_seg-manual.nii.gz"));
    }

    @Test
    void aFilterThatCannotBeMeantIsToldAndOneThatChangesNothingIsAWarning() throws IOException {
        files("sub-01/anat/sub-01_acq-ax_T2w.nii.gz", "sub-01/anat/sub-01_acq-sag_T2w.nii.gz");
        assertEquals(root + ": no file has acq=axial; acq is ax, sag",
            assertThrows(DawsonException.class, () -> read("", "acq=axial")).getMessage());
        read("", "acq=ax,echo=1");
        assertEquals(List.of(root + ": no file has the entity 'echo', so that filter changes nothing"), warnings);
        assertTrue(assertThrows(DawsonException.class, () -> new DataChoice("", "ax")).getMessage()
            .contains("expected entities of BIDS with their values, such as acq=ax,run=1"));
    }

    @Test
    void whatAFolderAmountsToIsATableThatReadsTheSame() throws IOException {
        files("sub-01/ses-1/anat/sub-01_ses-1_T2w.nii.gz", "sub-01/ses-2/anat/sub-01_ses-2_T2w.nii.gz",
            "derivatives/x/sub-01/ses-1/anat/sub-01_ses-1_mask.nii.gz");
        Files.writeString(root.resolve("participants.tsv"), "participant_id,Split\r\nsub-01,Training\r\n");
        Path table = root.resolve("code/dataset.tsv");
        Files.createDirectories(table.getParent());
        Dataset folder = Dataset.read(root);
        folder.write(table);
        assertEquals("""
            subject\tperson\tsplit\tT2\tlabel
            sub-01_ses-1\tsub-01\ttrain\t../sub-01/ses-1/anat/sub-01_ses-1_T2w.nii.gz\
            \t../derivatives/x/sub-01/ses-1/anat/sub-01_ses-1_mask.nii.gz
            sub-01_ses-2\tsub-01\ttrain\t../sub-01/ses-2/anat/sub-01_ses-2_T2w.nii.gz\tn/a
            """, Files.readString(table));
        assertEquals(folder.subjects(), Dataset.read(table).subjects());
        assertFalse(Dataset.read(table).subjects().isEmpty());
    }

    private String message() {
        return assertThrows(DawsonException.class, () -> Dataset.read(root)).getMessage();
    }

    private Path label(String kind, String filter) {
        return read(kind, filter).subjects().get(0).label();
    }

    private Dataset read(String kind, String filter) {
        return Dataset.read(root, new DataChoice(kind, filter), List.of(),
            event -> warnings.add(event.text()));
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }
}
