package org.dawsonmri.reliability;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.DatasetCheck;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** Tables, BIDS folders and their names, given to {@code check}. */
final class DamagedDatasets implements Damage {

    private static final List<String> TABLES = List.of("""
        subject\tsplit\tFLAIR\tT1\tlabel\tslices
        anna\ttrain\ta.nii\tb.nii\tl.nii\tn/a
        ben\tvalidation\tb.nii\ta.nii\tl.nii\t1-2
        cem\ttest\ta.nii\tn/a\tn/a\tn/a
        """, """
        subject,split,T1,label
        anna,train,a.nii,l.nii
        "ben, the second",validation,b.nii,l.nii
        """, """
        Subject;Split;T1;label
        anna;Training;a.nii;l.nii
        ben;val;b.nii;l.nii
        """);

    private static final List<String> BIDS = List.of("sub-01/anat/sub-01_FLAIR.nii.gz", "sub-01/anat/sub-01_T1w.nii.gz",
        "sub-02/ses-1/anat/sub-02_ses-1_FLAIR.nii.gz", "sub-02/ses-1/anat/sub-02_ses-1_T1w.nii.gz",
        "derivatives/manual/sub-01/anat/sub-01_label-lesion_mask.nii.gz",
        "derivatives/manual/sub-02/ses-1/anat/sub-02_ses-1_label-lesion_mask.nii.gz");
    private static final String PARTICIPANTS = "participant_id\tsplit\nsub-01\ttrain\nsub-02\tvalidation\n";

    private final byte[] scan;
    private final byte[] label;

    DamagedDatasets(Path work) throws IOException {
        Geometry grid = Geometry.ofSpacing(4, 4, 3, 1, 1, 2);
        Volume volume = Volume.zeros(grid, "scan");
        for (int i = 0; i < volume.voxels().length; i++) {
            volume.voxels()[i] = i;
        }
        scan = bytes(volume, work.resolve("scan.nii.gz"), NiftiType.FLOAT32);
        float[] some = new float[48];
        some[20] = 1;
        label = bytes(volume.with(some), work.resolve("label.nii.gz"), NiftiType.UINT8);
    }

    @Override
    public String name() {
        return "tables and BIDS folders";
    }

    @Override
    public Callable<?> write(SplittableRandom random, Path folder) throws IOException {
        Mutator mutator = new Mutator(random);
        Path data = random.nextBoolean() ? table(mutator, random, folder) : bids(mutator, random, folder);
        return () -> DatasetCheck.check(Dataset.read(data), DatasetCheck.Options.defaults(), Progress.NONE);
    }

    // -- Helper methods --

    private Path table(Mutator mutator, SplittableRandom random, Path folder) throws IOException {
        Files.write(folder.resolve("a.nii"), scan);
        Files.write(folder.resolve("b.nii"), random.nextInt(4) == 0 ? mutator.bytes(scan, scan.length) : scan);
        Files.write(folder.resolve("l.nii"), random.nextInt(4) == 0 ? mutator.bytes(label, label.length) : label);
        return Files.write(folder.resolve("dataset.tsv"), mutator.text(TABLES.get(random.nextInt(TABLES.size()))));
    }

    private Path bids(Mutator mutator, SplittableRandom random, Path folder) throws IOException {
        int which = random.nextInt(BIDS.size() + 1);
        for (int i = 0; i < BIDS.size(); i++) {
            String[] parts = BIDS.get(i).split("/");
            if (i == which) {
                int part = random.nextInt(3) > 0 ? parts.length - 1 : random.nextInt(parts.length);
                parts[part] = mutator.name(parts[part]);
            }
            Path file;
            try {
                file = folder.resolve(String.join("/", parts));
            } catch (InvalidPathException e) { // a name that this computer cannot have
                file = folder.resolve(BIDS.get(i));
            }
            Files.createDirectories(file.getParent());
            Files.write(file, BIDS.get(i).contains("mask") ? label : scan);
        }
        Files.write(folder.resolve("participants.tsv"),
            which == BIDS.size() ? mutator.text(PARTICIPANTS) : PARTICIPANTS.getBytes());
        return folder;
    }

    private static byte[] bytes(Volume volume, Path file, NiftiType type) throws IOException {
        NiftiWriter.write(volume, file, type);
        return Files.readAllBytes(file);
    }
}
