package org.dawsonmri.cli;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.imagej.AugmentationPreview;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code dawson preview-augmentation}. */
@Command(name = "preview-augmentation", description = "Draws a slice as it is, under each transform of the "
    + "augmentation, and as training may get it. Without an augmentation, the preset mri is shown.")
final class PreviewAugmentation extends Subcommand {

    @Option(names = "--data", required = true, paramLabel = "DATA",
        description = "A dataset.tsv, a folder that holds one, or a BIDS folder.")
    private Path data;

    @Mixin
    private final SettingOptions files = SettingOptions.ofData();

    @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "The picture to write.")
    private Path out;

    @Option(names = "--subject", paramLabel = "ID", description = "Default: the first training subject.")
    private String subject;

    @Option(names = "--slice", paramLabel = "N",
        description = "Slice of the prepared scan, from 0. Default: the one with most labelled pixels.")
    private Integer slice;

    @Option(names = "--channel", paramLabel = "NAME", description = "Modality to show. Default: the first.")
    private String channel;

    @Mixin
    private ConfigOption config;

    @Mixin
    private final SettingOptions settings =
        new SettingOptions("augmentation", "augmentation.painted_lesions.folder", "seed");

    @Mixin
    private OverwriteOption overwrite;

    @Override
    int run(Progress progress) {
        TrainingConfig shown = ConfigOption.over(new TrainingConfig(), config.layers(settings.changes(), progress));
        Dataset dataset = Dataset.read(data, files.choice(), shown.channels(), progress);
        overwrite.outputs().inputs(dataset.files()).file(out, Kind.PICTURE).check();
        AugmentationPreview.write(shown, dataset, subject, slice, channel, out, progress);
        out().println(out);
        return DONE;
    }
}
