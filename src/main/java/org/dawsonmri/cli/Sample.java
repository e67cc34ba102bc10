package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code dawson sample}: a dataset of synthetic heads. */
@Command(name = "sample", description = "Writes synthetic heads with multiple sclerosis lesions: FLAIR, T1, T2 and"
    + " labels, for trying things out. The same options give the same voxels.")
final class Sample extends Subcommand {

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "A new or empty folder; dataset.tsv and a folder per subject are written there.")
    private Path out;

    @Option(names = "--subjects", defaultValue = "10", paramLabel = "N",
        description = "How many (default ${DEFAULT-VALUE}): the last for testing, some before it for validation.")
    private int subjects;

    @Option(names = "--size", paramLabel = "N",
        description = "Voxels from left to right; the box is 192 mm wide then (default 96, that is 2 mm voxels).")
    private Integer size;

    @Option(names = "--spacing", paramLabel = "X,Y,Z", split = ",",
        description = "Voxel size in mm, such as 1,1,3. Together with --size the box is N times X mm wide.")
    private double[] spacing;

    @Option(names = "--oblique", description = "Slices that are turned away from the scanner's axes.")
    private boolean oblique;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
        description = "Another number gives other people (default ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    int run(Progress progress) {
        SampleOptions options = SampleOptions.of(subjects, size, spacing).withOblique(oblique).withSeed(seed);
        SampleData.write(out, options, progress);
        progress.message("wrote " + subjects + " subjects to " + out.resolve("dataset.tsv"));
        return DONE;
    }
}
