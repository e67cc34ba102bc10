package org.dawsonmri.cli;

import org.dawsonmri.Csv;
import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.cli.option.NamedFile;
import org.dawsonmri.cli.option.OverwriteOption;
import org.dawsonmri.cli.option.SettingOptions;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.dataset.LabelledSlices;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.segment.Segmenter;
import org.dawsonmri.segment.SliceRanking;
import org.dawsonmri.segment.SliceScore;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson suggest}. */
@Command(name = "suggest", description = "Ranks the slices of a scan that are not labelled yet by how unsure a trained"
    + " model is about them: mean entropy of the probabilities over the object and its border.")
final class SuggestSlices extends Subcommand {

    private static final List<String> COLUMNS = List.of("rank", "slice", "uncertainty", "voxels");

    @Option(names = "--model", required = true, paramLabel = "MODEL",
        description = "Folder of a trained model. Several, once for each: the entropy of their mean.")
    private List<Path> models;

    @Option(names = "--scan", required = true, paramLabel = "[NAME=]FILE",
        description = "A channel of the scan; once for each. The name may be left out for a model of one channel.")
    private List<String> scans;

    @Option(names = "--labels", paramLabel = "FILE", description = "Labels so far: slices that have one are left out.")
    private Path label;

    @Option(names = "--labelled-slices", paramLabel = "LIST",
        description = "Slices to leave out besides, from 1, such as 4,9-12.")
    private String labelledSlices;

    @Option(names = "--out", required = true, paramLabel = "FILE.csv",
        description = "Table with the columns rank, slice (from 1), uncertainty (0 to 1) and voxels.")
    private Path out;

    @Option(names = "--count", defaultValue = "0", paramLabel = "N",
        description = "At most so many slices. Default: 0, all.")
    private int count;

    @Mixin
    private final SettingOptions settings = SettingOptions.ofSegmentation("flips", "precision");

    @Mixin
    private OverwriteOption overwrite;

    @Override
    public int run(Progress progress) {
        if (count < 0) {
            throw new DawsonException("--count is " + count + ", expected 0 (all) or more");
        }
        overwrite.outputs().inputs(models).inputs(NamedFile.files(scans)).inputs(label).file(out, Kind.TABLE).check();
        JsonObject typed = settings.changes();
        typed.addProperty("threads", threads());
        SegmentOptions options = Settings.read(new SegmentOptions(), typed, "the command line");
        try (Segmenter segmenter = Segmenter.open(models, options)) {
            Map<String, Volume> channels = Segment.readScans(scans, segmenter, progress);
            BitSet known = known(channels.get(segmenter.channels().get(0)), progress);
            List<SliceScore> ranked = SliceRanking.rank(segmenter.segment(channels, progress).probabilities(), known);
            List<SliceScore> shown = count == 0 ? ranked : ranked.subList(0, Math.min(count, ranked.size()));
            write(shown);
            out().println(out + ": slice " + (shown.get(0).slice() + 1) + " is the most uncertain of "
                + ranked.size());
        }
        return DONE;
    }

    // -- Helper methods --

    private BitSet known(Volume scan, Progress progress) {
        BitSet known = new BitSet();
        if (label != null) {
            Volume labels = NiftiReader.read(label, progress);
            known.or(LabelledSlices.found(GridRule.VOXEL.lay(labels, scan, progress)));
        }
        if (labelledSlices != null) {
            try {
                known.or(LabelledSlices.parse(labelledSlices).of(known, scan.geometry().nz(), "--labelled-slices"));
            } catch (IllegalArgumentException e) {
                throw new DawsonException("--labelled-slices: " + e.getMessage(), e);
            }
        }
        return known;
    }

    private void write(List<SliceScore> scores) {
        List<List<?>> lines = new ArrayList<>(List.of(COLUMNS));
        for (int i = 0; i < scores.size(); i++) {
            SliceScore score = scores.get(i);
            lines.add(List.of(i + 1, score.slice() + 1, String.format(Locale.ROOT, "%.6f", score.uncertainty()),
                score.voxels()));
        }
        Csv.writeLines(out, lines);
    }
}
