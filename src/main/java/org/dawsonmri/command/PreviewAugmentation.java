package org.dawsonmri.command;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.imagej.job.AugmentationPreview;

import ij.ImagePlus;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Shows what augmentation does to a slice. Runs in ImageJ itself, since no network is needed. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Preview Augmentation...", headless = true,
    description = "Draws a slice as it is, under each transform of the augmentation, and as training may get it.")
public final class PreviewAugmentation extends DawsonCommand {

    @Parameter(persist = false)
    private String data = "";

    @Parameter(persist = false)
    private String label = "";

    @Parameter(persist = false)
    private String filter = "";

    @Parameter(label = "Subject (empty = first of training)", persist = false,
        description = "Name of a subject of the data set.")
    private String subject = "";

    @Parameter(label = "Slice (-1 = the one with most labels)", min = "-1", persist = false,
        description = "Number of a slice of the prepared scan, from 0.")
    private int slice = -1;

    @Parameter(label = "Channel (empty = first)", persist = false,
        description = "The modality to show, such as FLAIR.")
    private String channel = "";

    @Parameter(label = "Augmentation (empty = mri)", style = "open", persist = false,
        description = "A preset (mri, spinal-cord), a protocol (such as spinal-cord-160), or a configuration file.")
    private String augmentation = "";

    @Parameter(persist = false)
    private String painted_lesions = "";

    @Parameter(min = "-1", persist = false)
    private long seed = -1;

    @Parameter(label = "Save picture as (optional)", style = "save", persist = false,
        description = "A .png file.")
    private String out = "";

    @Parameter(persist = false)
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
        folder("painted_lesions", painted_lesions, LESION_MASKS);
        outputs(overwrite).file(out, Kind.PICTURE).check();
    }

    private static String given(String text) {
        return text.isBlank() ? null : text.trim();
    }
}
