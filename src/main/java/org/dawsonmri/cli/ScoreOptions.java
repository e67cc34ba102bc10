package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.evaluate.score.Convention;
import org.dawsonmri.evaluate.score.LesionRules;
import org.dawsonmri.evaluate.score.ScoreSettings;
import org.dawsonmri.evaluate.score.Scores;

import picocli.CommandLine.Option;

import java.util.List;

/** The options that choose scores and their definitions. */
final class ScoreOptions {

    @Option(names = "--scores", split = ",", paramLabel = "NAME", defaultValue = "default",
        description = "Families of scores, with commas between: default, all, overlap, surface, lesion, skeleton, slice,"
            + " volume. Default: ${DEFAULT-VALUE}.")
    private List<String> families;

    @Option(names = "--convention", paramLabel = "NAME", defaultValue = "medpy",
        description = "Whose definitions the surface scores follow: medpy, monai or deepmind."
            + " Default: ${DEFAULT-VALUE}.")
    private String convention;

    @Option(names = "--tolerance", paramLabel = "MM", defaultValue = "1",
        description = "How far apart surfaces may be in the surface Dice. Default: ${DEFAULT-VALUE} mm.")
    private double tolerance;

    @Option(names = "--lesion-minimum", paramLabel = "MM3", defaultValue = "3",
        description = "Lesions of MICCAI 2016 are larger than this. Default: ${DEFAULT-VALUE} mm3.")
    private double lesionMinimum;

    @Option(names = "--lesion-overlap", split = ",", paramLabel = "X", defaultValue = "0.10,0.70,0.65",
        description = "Alpha, beta and gamma of MICCAI 2016, with commas between. Default: ${DEFAULT-VALUE}.")
    private List<Double> lesionOverlap;

    @Option(names = "--lesion-connectivity", paramLabel = "N", defaultValue = "18",
        description = "Neighbours of a voxel in a lesion of ISBI 2015: 6, 18 or 26. Default: ${DEFAULT-VALUE}.")
    private int lesionConnectivity;

    /** @throws DawsonException if a name or a value is wrong */
    Scores scores() {
        if (lesionOverlap.size() != 3) {
            throw new DawsonException("--lesion-overlap: found " + lesionOverlap.size()
                + " numbers, expected alpha,beta,gamma such as 0.10,0.70,0.65");
        }
        LesionRules lesions = new LesionRules(lesionMinimum, lesionOverlap.get(0), lesionOverlap.get(1),
            lesionOverlap.get(2), lesionConnectivity);
        return Scores.of(families, new ScoreSettings(Convention.of(convention), tolerance, lesions));
    }
}
