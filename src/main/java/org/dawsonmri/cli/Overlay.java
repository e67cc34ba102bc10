package org.dawsonmri.cli;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.OverlayPictures;
import org.dawsonmri.nifti.NiftiReader;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code dawson overlay}. */
@Command(name = "overlay",
    description = "Draws the outlines of a segmentation (orange) and of an expert's labels (blue) "
    + "into slices of a scan and writes them as one PNG.")
final class Overlay extends Subcommand {

    @Option(names = "--scan", required = true, paramLabel = "FILE", description = "The scan to draw into.")
    private Path scan;

    @Option(names = "--prediction", required = true, paramLabel = "FILE", description = "The segmentation.")
    private Path prediction;

    @Option(names = "--reference", paramLabel = "FILE", description = "The expert's labels, if there are any.")
    private Path reference;

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "Folder for <prediction>_overlay.png; is made if missing.")
    private Path out;

    @Option(names = "--count", paramLabel = "N", defaultValue = "9", description = "How many slices. Default: 9.")
    private int slices;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private GridOption grid;

    @Override
    int run(Progress progress) {
        overwrite.outputs().inputs(scan, prediction, reference)
            .file(OverlayPictures.file(out, prediction.toString()), Kind.PICTURE).check();
        Path picture = OverlayPictures.write(out, NiftiReader.read(scan, progress),
            NiftiReader.read(prediction, progress), reference == null ? null : NiftiReader.read(reference, progress),
            Math.max(1, slices), grid.rule(), progress);
        out().println(picture + ": written");
        return DONE;
    }
}
