package org.dawsonmri.cli;

import org.dawsonmri.Attempts;
import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.cli.option.NamedFile;
import org.dawsonmri.cli.option.OnlyWarnings;
import org.dawsonmri.cli.option.OverwriteOption;
import org.dawsonmri.cli.option.ProfileAbout;
import org.dawsonmri.cli.option.ProfileOption;
import org.dawsonmri.cli.option.SegmentFiles;
import org.dawsonmri.cli.option.SettingOptions;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.measure.ProfileFiles;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.segment.Segmentation;
import org.dawsonmri.segment.Segmenter;
import org.dawsonmri.segment.StagesTable;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dawson segment}. */
@Command(name = "segment", description = "Segments a scan, or all subjects of a dataset, with a trained model or "
    + "several. Results have the scan's own grid.")
final class Segment extends Subcommand {

    /** Of a cascade's subjects; rows of those segmented before stay. */
    private static final String STAGES = "stages.csv";

    @Option(names = "--model", required = true, paramLabel = "MODEL",
        description = "Folder of a trained model. Several, once for each: the mean of their probabilities.")
    private List<Path> models;

    @Option(names = "--scan", paramLabel = "[NAME=]FILE",
        description = "A channel of the scan; once for each. The name may be left out for a model of one channel.")
    private List<String> scans = List.of();

    @Option(names = "--data", paramLabel = "DATA", description = "Segment the subjects of this dataset instead.")
    private Path data;

    @Option(names = "--split", paramLabel = "NAME",
        description = "With --data: only the subjects of train, validation or test.")
    private Split split;

    @Mixin
    private final SettingOptions dataFiles = SettingOptions.ofData();

    @Option(names = "--out", required = true, paramLabel = "FILE|DIR",
        description = "File for the labels; with --data, a folder for <subject>.nii.gz.")
    private Path out;

    @Option(names = "--probabilities", paramLabel = "FILE|DIR",
        description = "File for the probabilities (several classes: 4-D); with --data, a folder.")
    private Path probabilities;

    @Option(names = "--stage1-probabilities", paramLabel = "FILE|DIR",
        description = "With a cascade: file for its first network's probabilities; with --data, a folder.")
    private Path firstProbabilities;

    @Option(names = "--config", paramLabel = "FILE",
        description = "A JSON file with settings of the segmentation; options override it.")
    private Path config;

    @Mixin
    private final SettingOptions settings = SettingOptions.ofSegmentation();

    @Mixin
    private OverwriteOption overwrite;

    @Option(names = "--skip-existing", description = "Leave results that are there already and whole, and do the rest.")
    private boolean skipExisting;

    @Mixin
    private ProfileOption profiling;

    @Override
    public int run(Progress progress) {
        if ((data == null) == scans.isEmpty()) {
            throw new DawsonException("give either --scan, once for each channel, or --data");
        }
        SegmentOptions options = options();
        dataFiles.requireFor(data);
        List<Subject> subjects = data == null ? List.of() : checkedSubjects(progress);
        if (data == null) {
            OutputFiles outputs = outputs().inputs(NamedFile.files(scans));
            wanted().all().forEach(file -> outputs.file(file, Kind.IMAGE));
            outputs.check();
        }
        ProfileFiles files = data == null ? ProfileFiles.beside(out) : ProfileFiles.in(out);
        return profiling.record(files, progress, watched -> segment(subjects, options, watched), () -> about(options));
    }

    // -- Helper methods --

    private SegmentOptions options() {
        JsonObject typed = settings.changes();
        typed.addProperty("threads", threads());
        SegmentOptions options = config == null ? new SegmentOptions()
            : Settings.read(new SegmentOptions(), TrainingConfig.readFile(config), config.toString());
        return Settings.read(options, typed, "the command line");
    }

    /** The subjects to segment, once their results can be written. */
    private List<Subject> checkedSubjects(Progress progress) {
        List<ModelDescription> described =
            models.stream().map(model -> new ModelFolder(model).readDescription()).toList();
        DataChoice choice = dataFiles.choice().isGiven() || !Dataset.isBids(data) ? dataFiles.choice()
            : described.get(0).config().data();
        List<String> channels = described.stream().flatMap(model -> model.channels().stream()).distinct().toList();
        Dataset dataset = Dataset.read(data, choice, channels, progress);
        List<Subject> subjects = split == null ? dataset.subjects() : dataset.subjects(split);
        if (subjects.isEmpty()) {
            throw new DawsonException(data + ": no subject has the split '" + split.text() + "'");
        }
        OutputFiles outputs = outputs().inputs(data).inputs(dataset.files());
        List<String> names = subjects.stream().map(subject -> SegmentFiles.name(subject.id())).toList();
        wanted().all().forEach(folder -> outputs.results(folder, names, Kind.IMAGE));
        outputs.check();
        return subjects;
    }

    private OutputFiles outputs() {
        if (skipExisting && overwrite.existing() == Existing.OVERWRITE) {
            throw new DawsonException("--overwrite replaces results and --skip-existing leaves them; give one of both");
        }
        OutputFiles outputs = skipExisting ? new OutputFiles(Existing.SKIP) : overwrite.outputs().skippable();
        models.forEach(model -> outputs.inputs(model).inputs(new ModelFolder(model).files()));
        return outputs;
    }

    private SegmentFiles wanted() {
        return new SegmentFiles(out, probabilities, firstProbabilities);
    }

    /** Those of the wanted files that are to be written. */
    private SegmentFiles todo(SegmentFiles files, Progress progress) {
        return skipExisting ? files.missing(progress) : files;
    }

    private int segment(List<Subject> subjects, SegmentOptions options, Progress progress) {
        progress.phase(Phase.GRAPH, 0);
        try (Segmenter segmenter = Segmenter.open(models, options)) {
            requireCascade(segmenter, options);
            return data == null ? segmentOne(segmenter, progress)
                : segmentAll(segmenter, subjects, options.grid(), progress);
        }
    }

    private Map<String, Object> about(SegmentOptions options) {
        Map<String, Object> about = ProfileAbout.ofModel(new ModelFolder(models.get(0)));
        about.put("precision", options.precision().label());
        return about;
    }

    private int segmentOne(Segmenter segmenter, Progress progress) {
        SegmentFiles files = todo(wanted(), progress);
        if (files.all().isEmpty()) {
            out().println(out + ": is there already");
            return DONE;
        }
        files.write(segmenter.segment(readScans(scans, segmenter, progress), progress));
        out().println(out + ": written");
        return DONE;
    }

    /** @param scans {@code [NAME=]FILE}, once for each channel */
    static Map<String, Volume> readScans(List<String> scans, Segmenter segmenter, Progress progress) {
        List<String> channels = segmenter.channels();
        Map<String, Volume> volumes = new LinkedHashMap<>();
        for (String scan : scans) {
            NamedFile named = NamedFile.parse(scan);
            String name = named.name() == null ? channels.get(0) : named.name();
            if (named.name() == null && channels.size() > 1) {
                throw new DawsonException("--scan " + scan + ": the model has several channels ("
                    + String.join(", ", channels) + "); say which one this is, for example --scan " + name + "="
                    + scan);
            }
            if (!channels.contains(name)) {
                throw new DawsonException("--scan " + scan + ": the model has no channel '" + name + "', only "
                    + String.join(", ", channels));
            }
            if (volumes.containsKey(name)) {
                throw new DawsonException("--scan " + scan + ": the channel " + name + " is given twice; keep one");
            }
            volumes.put(name, NiftiReader.read(named.file(), progress));
        }
        return volumes;
    }

    private int segmentAll(Segmenter segmenter, List<Subject> subjects, GridRule grid, Progress progress) {
        StagesTable stages = Networks.isCascade(segmenter.model().config())
            ? StagesTable.continued(out.resolve(STAGES), grid) : null;
        int done = 0;
        int left = 0;
        for (int i = 0; i < subjects.size(); i++) {
            Subject subject = subjects.get(i);
            Progress own = new OnlyWarnings(progress, subject.id());
            SegmentFiles files = todo(wanted().of(subject.id()), own);
            if (files.all().isEmpty()) {
                left++;
            } else if (isSegmented(segmenter, subject, files, stages, own)) {
                done++;
            }
            progress.checkCancelled();
            progress.update(i + 1, subjects.size(), "subjects segmented");
        }
        out().println(out + ": " + done + " of " + subjects.size() + " subjects segmented"
            + (left == 0 ? "" : ", " + left + " were there already"));
        return done + left == subjects.size() ? DONE : FAILED;
    }

    /** False if it could not be, which standard error has told. */
    private boolean isSegmented(Segmenter segmenter, Subject subject, SegmentFiles files, StagesTable stages,
        Progress progress) {
        return Attempts.attempt(subject.scans().values(), () -> {
            segmentSubject(segmenter, subject, files, stages, progress);
            return true;
        }, reason -> {
            err().println("dawson: " + subject.id() + ": " + reason);
            return false;
        });
    }

    private void segmentSubject(Segmenter segmenter, Subject subject, SegmentFiles files, StagesTable stages,
        Progress progress) {
        progress.phase(Phase.PREPARE, 0);
        Map<String, Volume> volumes = new LinkedHashMap<>();
        for (String channel : segmenter.channels()) {
            if (subject.undecided().containsKey(channel)) {
                throw new DawsonException("has " + subject.undecided().get(channel));
            }
            Path file = subject.scans().get(channel);
            if (file != null) {
                volumes.put(channel, NiftiReader.read(file));
            }
        }
        Segmentation result = segmenter.segment(volumes, progress);
        files.write(result);
        if (!result.stages().isEmpty()) {
            stages.add(subject.id(), result, subject.label() == null ? null : NiftiReader.read(subject.label()),
                progress);
            stages.write(out.resolve(STAGES));
        }
    }

    private void requireCascade(Segmenter segmenter, SegmentOptions options) {
        boolean asked = options.cascade().size() > 0 || firstProbabilities != null;
        if (asked && !Networks.isCascade(segmenter.model().config())) {
            throw new DawsonException(models.get(0) + ": is no cascade; leave "
                + (options.cascade().size() > 0 ? "--cascade" : "--stage1-probabilities") + " out");
        }
    }
}
