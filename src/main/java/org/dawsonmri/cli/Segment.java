package org.dawsonmri.cli;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.profile.ProfileFiles;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.segment.Segmentation;
import org.dawsonmri.segment.Segmenter;
import org.dawsonmri.segment.StagesTable;
import org.dawsonmri.train.Precision;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dawson segment}. */
@Command(name = "segment", description = "Segments a scan, or all subjects of a dataset, with a trained model or "
    + "several. Results have the scan's own grid.")
final class Segment extends Subcommand {

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
    private DataOptions dataFiles;

    @Option(names = "--out", required = true, paramLabel = "FILE|DIR",
        description = "File for the labels; with --data, a folder for <subject>.nii.gz.")
    private Path out;

    @Option(names = "--probabilities", paramLabel = "FILE|DIR",
        description = "File for the probabilities (several classes: 4-D); with --data, a folder.")
    private Path probabilities;

    @Option(names = "--stage1-probabilities", paramLabel = "FILE|DIR",
        description = "With a cascade: file for its first network's probabilities; with --data, a folder.")
    private Path firstProbabilities;

    @Option(names = "--cascade", paramLabel = "JSON", description = "With a cascade: settings to use instead of the"
        + " training's, such as {\"t_bin\": 0.5, \"l_min\": 5}.")
    private String cascade;

    @Option(names = "--min-size", paramLabel = "MM3", defaultValue = "0",
        description = "Remove connected components smaller than this, in mm³.")
    private double minSize;

    @Option(names = "--flips", description = "Segment each slice or volume mirrored, too, as the model's training"
        + " mirrored them, and take the mean. Two to four times as slow, with volumes up to eight times.")
    private boolean flips;

    @Option(names = "--precision", defaultValue = "auto", paramLabel = "NAME",
        description = "auto (default), float32 or bfloat16.")
    private Precision precision;

    @Mixin
    private GridOption grid;

    @Mixin
    private ProfileOption profiling;

    @Override
    int run(Progress progress) {
        if ((data == null) == scans.isEmpty()) {
            throw new DawsonException("give either --scan, once for each channel, or --data");
        }
        dataFiles.requireFor(data);
        ProfileFiles files = data == null ? ProfileFiles.beside(out) : ProfileFiles.in(out);
        return profiling.record(files, progress, this::segment, this::about);
    }

    // -- Helper methods --

    private int segment(Progress progress) {
        progress.phase(Phase.GRAPH, 0);
        SegmentOptions options = new SegmentOptions(precision, threads(), minSize, flips,
            cascade == null ? new JsonObject() : JsonOption.parse("--cascade", cascade), grid.rule());
        try (Segmenter segmenter = Segmenter.open(models, options)) {
            requireCascade(segmenter);
            return data == null ? segmentOne(segmenter, progress) : segmentAll(segmenter, progress);
        }
    }

    private Map<String, Object> about() {
        Map<String, Object> about = ProfileAbout.ofModel(new ModelFolder(models.get(0)));
        about.put("precision", precision.label());
        return about;
    }

    private int segmentOne(Segmenter segmenter, Progress progress) {
        write(segmenter.segment(readScans(scans, segmenter, progress), progress), out, probabilities,
            firstProbabilities);
        out().println(out + ": written");
        return Dawson.DONE;
    }

    /** @param scans {@code [NAME=]FILE}, once for each channel */
    static Map<String, Volume> readScans(List<String> scans, Segmenter segmenter, Progress progress) {
        List<String> channels = segmenter.channels();
        Map<String, Volume> volumes = new LinkedHashMap<>();
        for (String scan : scans) {
            int equals = scan.indexOf('=');
            String name = equals < 0 ? channels.get(0) : scan.substring(0, equals);
            if (equals < 0 && channels.size() > 1) {
                throw new DawsonException("--scan " + scan + ": the model has several channels ("
                    + String.join(", ", channels) + "); say which one this is, for example --scan " + name + "="
                    + scan);
            }
            if (!channels.contains(name)) {
                throw new DawsonException("--scan " + scan + ": the model has no channel '" + name + "', only "
                    + String.join(", ", channels));
            }
            volumes.put(name, NiftiReader.read(Path.of(scan.substring(equals + 1)), progress));
        }
        return volumes;
    }

    private int segmentAll(Segmenter segmenter, Progress progress) {
        DataChoice choice = dataFiles.choice().isGiven() || !Dataset.isBids(data) ? dataFiles.choice()
            : segmenter.model().config().data();
        Dataset dataset = Dataset.read(data, choice, segmenter.channels(), progress);
        List<Subject> subjects = split == null ? dataset.subjects() : dataset.subjects(split);
        if (subjects.isEmpty()) {
            throw new DawsonException(data + ": no subject has the split '" + split.text() + "'");
        }
        for (Path folder : new Path[] {out, probabilities, firstProbabilities}) {
            if (folder != null) {
                createFolder(folder);
            }
        }
        StagesTable stages = new StagesTable(grid.rule());
        int failed = 0;
        for (int i = 0; i < subjects.size(); i++) {
            Subject subject = subjects.get(i);
            try {
                segmentSubject(segmenter, subject, stages, new OnlyWarnings(progress, subject.id()));
            } catch (CancelledException e) {
                throw e;
            } catch (DawsonException e) {
                failed++;
                err().println("dawson: " + subject.id() + ": " + e.getMessage());
            }
            progress.checkCancelled();
            progress.update(i + 1, subjects.size(), "subjects segmented");
        }
        out().println(out + ": " + (subjects.size() - failed) + " of " + subjects.size() + " subjects segmented");
        return failed == 0 ? Dawson.DONE : Dawson.FAILED;
    }

    private void segmentSubject(Segmenter segmenter, Subject subject, StagesTable stages, Progress progress) {
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
        String name = subject.id() + ".nii.gz";
        Segmentation result = segmenter.segment(volumes, progress);
        write(result, out.resolve(name), probabilities == null ? null : probabilities.resolve(name),
            firstProbabilities == null ? null : firstProbabilities.resolve(name));
        if (!result.stages().isEmpty()) {
            stages.add(subject.id(), result, subject.label() == null ? null : NiftiReader.read(subject.label()),
                progress);
            stages.write(out.resolve("stages.csv"));
        }
    }

    private void requireCascade(Segmenter segmenter) {
        if (!segmenter.model().isCascade() && (cascade != null || firstProbabilities != null)) {
            throw new DawsonException(models.get(0) + ": is no cascade; leave "
                + (cascade != null ? "--cascade" : "--stage1-probabilities") + " out");
        }
    }

    private static void write(Segmentation result, Path labels, Path probabilities, Path firstProbabilities) {
        NiftiWriter.write(result.labels(), labels, NiftiType.smallestFor(result.labels()));
        if (probabilities != null) {
            NiftiWriter.write(result.probabilities(), probabilities, NiftiType.FLOAT32);
        }
        if (firstProbabilities != null) {
            NiftiWriter.write(result.stage("stage1").probabilities(), firstProbabilities, NiftiType.FLOAT32);
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be created (" + e.getMessage()
                + "); choose a folder you may write to", e);
        }
    }
}
