package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.imagej.AugmentationPreview;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Shows what augmentation does to a slice. Runs in ImageJ itself, since no network is needed. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Preview Augmentation...", headless = true,
    description = "Draws a slice as it is, under each transform of the augmentation, and as training may get it.")
public final class PreviewAugmentation extends DawsonCommand {

    @Parameter(label = "Data set", style = "both", required = false, persist = false,
        description = "A dataset.tsv (columns subject, split, one per modality, label), its folder, or a BIDS folder.")
    private String data = "";

    @Parameter(label = LABEL_FIELD, required = false, persist = false, description = LABEL_HELP)
    private String label = "";

    @Parameter(label = FILTER_FIELD, required = false, persist = false, description = FILTER_HELP)
    private String filter = "";

    @Parameter(label = "Subject (empty = first of training)", required = false, persist = false,
        description = "Name of a subject of the data set.")
    private String subject = "";

    @Parameter(label = "Slice (-1 = the one with most labels)", min = "-1", persist = false,
        description = "Number of a slice of the prepared scan, from 0.")
    private int slice = -1;

    @Parameter(label = "Channel (empty = first)", required = false, persist = false,
        description = "The modality to show, such as FLAIR.")
    private String channel = "";

    @Parameter(label = "Augmentation (empty = mri)", style = "open", required = false, persist = false,
        description = "A preset (mri, spinal-cord), a protocol (such as spinal-cord-160), or a configuration file.")
    private String augmentation = "";

    @Parameter(label = "Painted lesions (optional)", style = "directory", required = false, persist = false,
        description = "Folder of other people's lesion masks in the scans' space, whose shapes are painted.")
    private String painted_lesions = "";

    @Parameter(label = "Seed (-1 = default)", min = "-1", persist = false,
        description = "Another number draws other parameters.")
    private long seed = -1;

    @Parameter(label = "Save picture as (optional)", style = "save", required = false, persist = false,
        description = "A .png file.")
    private String out = "";

    @Parameter(label = "Overwrite", persist = false, description = OVERWRITE)
    private boolean overwrite;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus sheet;

    @Override
    void execute(Progress progress) {
        check();
        TrainingConfig config = AugmentationPreview.settings(augmentation.trim(), painted_lesions.trim(), seed,
            progress);
        Dataset dataset = Dataset.read(Path.of(data.trim()), new DataChoice(label, filter), config.channels(),
            progress);
        BufferedImage picture = AugmentationPreview.draw(config, dataset, given(subject),
            slice < 0 ? null : Integer.valueOf(slice), given(channel), progress);
        if (!out.isBlank()) {
            AugmentationPreview.save(picture, Path.of(out.trim()));
        }
        sheet = registered(new ImagePlus("Augmentation", picture));
    }

    private void check() {
        required("data", data, "a dataset.tsv or a folder");
        atLeast("slice", -1, slice);
        atLeast("seed", -1, seed);
        folder("painted_lesions", painted_lesions, LESION_MASKS);
        outputs(overwrite).file(out, Kind.PICTURE).check();
    }

    private static String given(String text) {
        return text.isBlank() ? null : text.trim();
    }
}
