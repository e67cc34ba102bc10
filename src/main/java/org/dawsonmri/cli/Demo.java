package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.imagej.OverlayPictures;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.GridRule;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code dawson demo}: the whole road on synthetic scans, by the same commands that a user types. */
@Command(name = "demo", description = "Makes synthetic scans, trains a U-Net on them for about two minutes, segments a "
    + "scan it has not seen and measures the result. Shows each command it runs.")
final class Demo extends Subcommand {

    private static final int PICTURES = 12;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make for everything.")
    private Path out;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "16",
        description = "Passes over the training slices. Default: 16, two minutes or so.")
    private int epochs;

    @Override
    int run(Progress progress) {
        OutputFiles.requireNew(out, "");
        Path data = out.resolve("data");
        Path model = out.resolve("model");
        Path segmented = out.resolve("segmented");
        Path scores = out.resolve("scores.csv");
        step("sample", "--out", data, "--subjects", 10);
        step("check", "--data", data);
        step("train", "--data", data, "--out", model, "--epochs", epochs, "--class-names", "lesion",
            "--network-options", "{\"base_filters\":16,\"depth\":3}");
        step("segment", "--model", model, "--data", data, "--split", "test", "--out", segmented);
        step("evaluate", "--reference", data, "--prediction", segmented, "--split", "test", "--out", scores,
            "--class-names", "lesion", "--classes", 1);
        Subject subject = Dataset.read(data).subjects(Split.TEST).get(0);
        Path labels = segmented.resolve(subject.id() + ".nii.gz");
        Path picture = OverlayPictures.write(out.resolve("pictures"), NiftiReader.read(subject.scans().get("FLAIR")),
            NiftiReader.read(labels), NiftiReader.read(subject.label()), PICTURES, GridRule.VOXEL,
            progress);
        out().println("\nlabels    " + labels + "\nscores    " + scores + "\npicture   " + picture
            + "\nmodel     " + model);
        return Dawson.DONE;
    }

    private void step(Object... arguments) {
        String[] words = new String[arguments.length];
        StringBuilder line = new StringBuilder("\n$ dawson");
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
            line.append(' ').append(words[i].contains("\"") ? "'" + words[i] + "'" : words[i]);
        }
        out().println(line);
        int status = Dawson.run(out(), err(), words);
        if (status != 0) {
            throw new DawsonException("the demo ends here, since 'dawson " + words[0] + "' failed (status " + status
                + ")");
        }
    }
}
