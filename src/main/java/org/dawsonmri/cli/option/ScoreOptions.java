package org.dawsonmri.cli.option;

import org.dawsonmri.DawsonException;
import org.dawsonmri.score.Convention;
import org.dawsonmri.score.LesionRules;
import org.dawsonmri.score.ScoreSettings;
import org.dawsonmri.score.Scores;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** The options that choose scores and their definitions. */
public final class ScoreOptions {

    @Option(names = "--scores", split = ",", paramLabel = "NAME", defaultValue = "default",
        description = "Families of scores, with commas between: default, all, overlap, surface, lesion, lesion_sizes,"
            + " skeleton, slice, volume, probability; or table1, table2: the second paper's, under its names."
            + " Default: ${DEFAULT-VALUE}.")
    private List<String> families;

    @Option(names = "--convention", paramLabel = "NAME", defaultValue = "dawson",
        description = "Whose definitions the overlap and surface scores follow: dawson, medpy, monai, deepmind, anima,"
            + " seed1 or seed2. Default: ${DEFAULT-VALUE}.")
    private String convention;

    @Option(names = "--tolerance", paramLabel = "MM", defaultValue = "1",
        description = "How far apart surfaces may be in the surface Dice. Default: ${DEFAULT-VALUE} mm.")
    private double tolerance;

    @Option(names = "--lesion-minimum", paramLabel = "MM3",
        description = "Lesions are larger than this. By default 3 mm3 for MICCAI 2016 and size classes, 0 (any size)"
            + " for ISBI 2015 and MedPy.")
    private Double lesionMinimum;

    @Option(names = "--lesion-connectivity", paramLabel = "N",
        description = "Neighbours of a voxel in a lesion: 6, 18 or 26. By default 18 for ISBI 2015, 6 for the others.")
    private Integer lesionConnectivity;

    @Option(names = "--lesion-overlap", split = ",", paramLabel = "X", defaultValue = "0.10,0.70,0.65",
        description = "Alpha, beta and gamma of MICCAI 2016, with commas between. Default: ${DEFAULT-VALUE}.")
    private List<Double> lesionOverlap;

    @Option(names = "--lesion-sizes", split = ",", paramLabel = "MM3", defaultValue = "14,65,524",
        description = "Limits of the size classes in mm3, ascending. Default: ${DEFAULT-VALUE} (spheres of 3, 5 and"
            + " 10 mm).")
    private List<Double> lesionSizes;

    @Mixin
    private final GridOption grid = new GridOption();

    /**
     * @param probabilities true if probabilities are given, so that their scores are wanted
     * @throws DawsonException if a name or a value is wrong
     */
    public Scores scores(boolean probabilities) {
        if (lesionOverlap.size() != 3) {
            throw new DawsonException("--lesion-overlap: found " + lesionOverlap.size()
                + " numbers, expected alpha,beta,gamma such as 0.10,0.70,0.65");
        }
        LesionRules lesions = LesionRules.DEFAULT.withSizeLimits(lesionSizes)
            .withOverlap(lesionOverlap.get(0), lesionOverlap.get(1), lesionOverlap.get(2));
        if (lesionMinimum != null) {
            lesions = lesions.withMinimum(lesionMinimum);
        }
        if (lesionConnectivity != null) {
            lesions = lesions.withConnectivity(lesionConnectivity);
        }
        List<String> chosen = new ArrayList<>(families);
        if (probabilities) {
            chosen.add(Scores.PROBABILITY);
        }
        return Scores.of(chosen, new ScoreSettings(Convention.of(convention), tolerance, lesions, grid.rule()));
    }
}
