package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.imagej.OverlayPictures;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.train.History;
import org.dawsonmri.volume.GridRule;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code dawson demo}: the whole road on synthetic scans, by the same commands that a user types. */
@Command(name = "demo", description = "Makes synthetic scans, trains a U-Net on them for two minutes, segments a scan "
    + "it has not seen and measures the result. Shows each command it runs.")
final class Demo extends Subcommand {

    private static final int PICTURES = 12;
    private static final double SECONDS = 120;
    private static final int ENOUGH_EPOCHS = 16;

    /** An epoch's validation and checkpoint, beside its training. */
    private static final double REST = 1.2;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make for everything.")
    private Path out;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training slices. Default: as many as "
        + "two minutes are enough for on this computer, at least 1 and at most " + ENOUGH_EPOCHS + ".")
    private Integer epochs;

    @Override
    int run(Progress progress) {
        OutputFiles.requireNew(out, "");
        Path data = out.resolve("data");
        Path model = out.resolve("model");
        Path segmented = out.resolve("segmented");
        Path scores = out.resolve("scores.csv");
        step("sample", "--out", data, "--subjects", 10);
        step("check", "--data", data);
        step("train", "--data", data, "--out", model, "--epochs", epochs == null ? 1 : epochs, "--class-names",
            "lesion", "--learning-rate", 0.003, "--network-options", "{\"base_filters\":16,\"depth\":3}");
        if (epochs == null) {
            goOn(data, model);
        }
        step("segment", "--model", model, "--data", data, "--split", "test", "--out", segmented);
        step("evaluate", "--reference", data, "--prediction", segmented, "--split", "test", "--out", scores,
            "--class-names", "lesion", "--label-values", 1);
        Subject subject = Dataset.read(data).subjects(Split.TEST).get(0);
        Path labels = segmented.resolve(subject.id() + ".nii.gz");
        Path picture = OverlayPictures.write(out.resolve("pictures"), NiftiReader.read(subject.scans().get("FLAIR")),
            NiftiReader.read(labels), NiftiReader.read(subject.label()), PICTURES, GridRule.VOXEL,
            progress);
        out().println("\nlabels    " + labels + "\nscores    " + scores + "\npicture   " + picture
            + "\nmodel     " + model);
        return DONE;
    }

    /** The first epoch tells how many there are time for; together they are what that many at once would have been. */
    private void goOn(Path data, Path model) {
        double seconds = REST * History.read(new ModelFolder(model).history()).get(0).get("seconds");
        int enough = epochsOf(seconds);
        String time = String.format(Locale.ROOT, "%nAn epoch takes %.0f seconds here: %d in two minutes", seconds, enough);
        out().println(time + (enough == ENOUGH_EPOCHS ? "" : String.format(Locale.ROOT, "; --epochs %d makes a better network in %.0f",
                ENOUGH_EPOCHS, Math.ceil(ENOUGH_EPOCHS * seconds / 60))));
        if (enough > 1) {
            step("train", "--data", data, "--out", model, "--resume", "--epochs", enough);
        }
    }

    /** How many epochs there is time for, if one takes that many seconds. */
    static int epochsOf(double seconds) {
        return (int) Math.max(1, Math.min(ENOUGH_EPOCHS, SECONDS / seconds));
    }

    private void step(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        if (threads() > 0) {
            all.addAll(List.of("--threads", threads()));
        }
        String[] words = all.stream().map(Object::toString).toArray(String[]::new);
        StringBuilder line = new StringBuilder("\n$ dawson");
        for (String word : words) {
            line.append(' ').append(word.contains("\"") ? "'" + word + "'" : word);
        }
        out().println(line);
        int status = Dawson.run(out(), err(), words);
        if (status != 0) {
            throw new DawsonException("the demo ends here, since 'dawson " + words[0] + "' failed (status " + status
                + ")");
        }
    }
}
