package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.config.TrainingSettings;
import org.dawsonmri.dataset.LabelledSlices;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.job.LiveTraining;
import org.dawsonmri.imagej.job.ModelChannels;
import org.dawsonmri.imagej.job.OpenPairs;
import org.dawsonmri.imagej.job.TrainJob;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trains a network on open scans and their labels, in a process of its own. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Train on Open Images...", headless = true,
    description = "Trains on open scans, of which only some slices need to be labelled. Escape stops or cancels.")
public final class TrainOnOpenImages extends DawsonCommand {

    @Parameter(label = "Scan", persist = false, initializer = "suggest", style = "open",
        description = "Title of an open image, or a file. Several subjects with ; between them.")
    private String scan = "";

    @Parameter(label = "Labels", persist = false, style = "open",
        description = "Title or file of the label image that Dawson Label... made; one for each scan, ; between them.")
    private String labels = "";

    @Parameter(label = "Modality (optional)", persist = false,
        description = "What kind of scan this is, such as FLAIR.")
    private String modality = "";

    @Parameter(label = "Further channels", persist = false,
        description = "Other modalities of the same subjects: T1=scan_t1.nii.gz, T2=scan_t2.nii.gz; for several"
            + " subjects T1=a_t1.nii; b_t1.nii")
    private String channels = "";

    @Parameter(label = "Only labelled slices", persist = false,
        description = "Slices without any label are unknown and left out. Otherwise they are background.")
    private boolean only_labelled = true;

    @Parameter(label = "Labelled slices (optional)", persist = false,
        description = "Which slices are labelled, if that is not to be seen, such as 4,9-12; also empty ones. For"
            + " several subjects with ; between them.")
    private String slices = "";

    @Parameter(label = "For validation (last scans)", min = "0", persist = false,
        description = "So many of the last scans are not trained on, but choose the best epoch. 0: the last is kept.")
    private int validation;

    @Parameter(label = "Model folder", style = "directory", persist = false,
        description = "A new folder for the model. What it is trained on is kept beside it, in <model>_data.")
    private String out = "";

    @Parameter(persist = false)
    private String from = "";

    @Parameter(persist = false, description = "Name of the network, such as unet; Dawson List Networks... shows all.")
    private String network = "";

    @Parameter(persist = false)
    private int epochs;

    @Parameter(persist = false)
    private String augmentation = "";

    @Parameter(persist = false)
    private String config = "";

    @Parameter(persist = false)
    private boolean profile;

    @Override
    boolean isStoppable() {
        return true;
    }

    @Override
    void execute(Progress progress) {
        required("out", out, "a folder for the model");
        folder("from", from, "the folder of a trained model");
        List<String> wanted = from.isBlank() ? List.of() : ModelChannels.read(Path.of(from.trim()));
        OpenPairs pairs = OpenPairs.read(scan, modality, channels, labels, slices,
            only_labelled ? LabelledSlices.FOUND : LabelledSlices.ALL, wanted);
        try (OpenScans scans = new OpenScans(getContext(), progress);
            TemporaryFolder folder = TemporaryFolder.create()) {
            TrainJob job = new TrainJob(Path.of(out.trim()), options(folder.path()), Engine.locate()::run);
            LiveTraining.run("Training " + out.trim(), Path.of(out.trim()), progress,
                watched -> job.train(pairs, validation, scans, watched));
        }
    }

    private List<String> options(Path folder) {
        List<String> options = new ArrayList<>();
        addSettings(options, config, fields().given(TrainingSettings.all()), folder);
        add(options, "--from", from, !from.isBlank());
        addFlag(options, "--profile", profile);
        return options;
    }

    private void suggest() {
        scan = suggested(scan);
    }
}
