package org.dawsonmri.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.LabelledSlices;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.segment.PatchSet;
import org.dawsonmri.train.LesionDataset;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** From a data set to patches. */
class CascadeDataTest {

    private static final String HEADER = "subject\tsplit\tFLAIR\tT1\tlabel\n";
    private static final int EDGE = 9;

    private final List<String> warnings = new ArrayList<>();
    private final Progress progress = event -> {
        if (event.type() == Event.Type.WARNING) {
            warnings.add(event.text());
        }
    };
    private final TrainingConfig config = LesionDataset.config("cascade-valverde", 1);

    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        LesionDataset.write(folder);
        NiftiWriter.write(LesionDataset.subject(0)[2].with(new float[24 * 22 * 20]), folder.resolve("none.nii.gz"),
            NiftiType.UINT8);
    }

    @Test
    void theCentreOfAPatchIsTheVoxelAndHasItsLabel() throws IOException {
        CascadeData data = read(line("s0", "train", "s0_label"), line("s1", "train", "s1_label"));
        VoxelSampler sampler = voxels(data);
        VoxelSampler.Voxels training = sampler.training();
        PatchSet set = training.set();
        PatchSet.Draw draw = set.epoch(1, config.batchSize(), config.dropLast(), sampler.seed()).get(0);
        Batch batch = sampler.epoch(1).get(0).get();
        assertEquals(32, batch.size());
        int middle = 2 * (EDGE * EDGE * EDGE / 2);
        for (int i = 0; i < 32; i++) {
            int patch = draw.patches()[i];
            int voxel = set.voxel()[patch];
            var subject = training.subjects().get(set.subject()[patch]);
            // Mirroring leaves the middle where it is.
            assertEquals(subject.scan().first()[voxel], batch.images()[i * EDGE * EDGE * EDGE * 2 + middle]);
            assertEquals(subject.lesion().get(voxel) ? 1 : 0, batch.labels()[i]);
        }
    }

    @Test
    void validationIsAQuarterOrTheSubjectsThatAreKept() throws IOException {
        CascadeData alone = read(line("s0", "train", "s0_label"), line("s1", "train", "s1_label"));
        int all = voxels(alone).training().set().size() + voxels(alone).validation().set().size();
        assertEquals(all / 4.0, voxels(alone).validation().set().size(), 1);
        CascadeData kept = read(line("s0", "train", "s0_label"), line("s1", "validation", "s1_label"));
        assertEquals(2 * kept.training().get(0).lesion().cardinality(), voxels(kept).training().set().size());
        VoxelSampler.Voxels validation = voxels(kept).validation();
        assertEquals(2 * kept.validation().get(0).lesion().cardinality(), validation.set().size());
        assertEquals("s1", validation.subjects().get(0).id());
    }

    @Test
    void aSubjectWithoutLesionsIsNamedAndNoneAtAllIsAnError() throws IOException {
        CascadeData data = read(line("s0", "train", "s0_label"), line("s1", "train", "none"));
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("s1: has no lesion"), warnings.get(0));
        assertTrue(voxels(data).training().set().size() > 0);
        DawsonException e = assertThrows(DawsonException.class, () -> read(line("s1", "train", "none")));
        assertTrue(e.getMessage().contains("all training labels are empty"), e.getMessage());
    }

    @Test
    void aScanSmallerThanAPatchIsNamed() throws IOException {
        Volume small = Volume.zeros(Geometry.ofSpacing(6, 12, 12, 1, 1, 1), "small");
        for (int i = 0; i < small.voxels().length; i++) {
            small.voxels()[i] = 1 + i % 5;
        }
        NiftiWriter.write(small, folder.resolve("small.nii.gz"), NiftiType.FLOAT32);
        Volume label = small.with(new float[small.voxels().length]);
        label.voxels()[100] = 1;
        NiftiWriter.write(label, folder.resolve("dot.nii.gz"), NiftiType.UINT8);
        CascadeData data = read("s0\ttrain\tsmall.nii.gz\tsmall.nii.gz\tdot.nii.gz\n");
        assertTrue(warnings.get(0).contains("6×12×12 voxels are fewer than a patch has (9³)"), warnings.get(0));
        assertEquals(2, voxels(data).training().set().size() + voxels(data).validation().set().size());
    }

    @Test
    void slicesThatAreNotLabelledGiveNoExample() throws IOException {
        Files.writeString(folder.resolve("dataset.tsv"), HEADER.strip() + "\tslices\n"
            + line("s0", "train", "s0_label").strip() + "\tlabelled\n");
        Volume label = LesionDataset.subject(0)[2];
        for (int i = 0; i < 24 * 22 * 10; i++) {
            label.voxels()[i] = 0;
        }
        NiftiWriter.write(label, folder.resolve("s0_label.nii.gz"), NiftiType.UINT8);
        CascadeData data = CascadeData.read(Dataset.read(folder), config, progress);
        BitSet found = LabelledSlices.found(label);
        PatchSet set = voxels(data).training().set();
        assertTrue(set.count(0) > 0 && set.count(1) > 0 && found.cardinality() < 20);
        for (int voxel : set.voxel()) {
            assertTrue(found.get(voxel / (24 * 22)), "slice " + voxel / (24 * 22));
        }
    }

    private VoxelSampler voxels(CascadeData data) {
        return data.sampler(data.subjects().stream().map(s -> s.candidates(0.5)).toList(), config, 1);
    }

    private CascadeData read(String... lines) throws IOException {
        Files.writeString(folder.resolve("dataset.tsv"), HEADER + String.join("", lines));
        return CascadeData.read(Dataset.read(folder), config, progress);
    }

    private static String line(String subject, String split, String label) {
        return String.join("\t", subject, split, subject + "_FLAIR.nii.gz", subject + "_T1.nii.gz", label + ".nii.gz")
            + "\n";
    }
}
