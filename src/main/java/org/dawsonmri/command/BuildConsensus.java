package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.Consensus.ConsensusMethod;
import org.dawsonmri.imagej.job.ConsensusJob;

import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.util.Locale;

/** Makes one reference of several raters' labels. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Consensus...", headless = true,
    description = "One label image of several raters' labels of the same scan, and how well each rater agrees with it.")
public final class BuildConsensus extends DawsonCommand {

    @Parameter(label = "Raters", persist = false, description = "The raters' labels with ; between"
        + " them: titles of open images or files; or one folder for each rater, with files of the same names.")
    private String raters = "";

    @Parameter(label = "Method", choices = {"majority", "staple"}, persist = false,
        description = "majority: the label of most raters, background where two are equal. staple: raters weighted by"
            + " their estimated reliability.")
    private String method = "majority";

    @Parameter(label = "Save consensus as (optional)", style = "save", persist = false,
        description = "A .nii or .nii.gz file; with folders of raters, a folder. Empty: the labels are only shown.")
    private String out = "";

    @Parameter(label = "Save raters' table as (optional)", style = "save", persist = false,
        description = "A .csv file.")
    private String table = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus labels;

    @Override
    void execute(Progress progress) {
        required("raters", raters, "two or more with ; between them");
        ConsensusMethod chosen = ConsensusMethod.valueOf(method.toUpperCase(Locale.ROOT));
        ImagePlus consensus = new ConsensusJob(raters, chosen, out.trim(), table.trim(), Existing.of(overwrite))
            .run(getContext(), progress);
        if (consensus != null) {
            labels = registered(consensus);
        }
    }
}
