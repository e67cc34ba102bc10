package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.runtime.Processor;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Segments scans with a trained model, or with several: an ensemble, whose probabilities are the mean of its members'.
 * The result lies in the scan's own grid, whatever the networks worked in. Owns native memory: close it. Not for
 * several threads at once.
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(Path.of("model"), new SegmentOptions())) {
 *     Volume labels = segmenter.segment(Map.of("FLAIR", flair), Progress.NONE).labels();
 * }
 * }</pre>
 */
public final class Segmenter implements AutoCloseable {

    private final SegmentOptions options;
    private final List<EnsembleMember> members = new ArrayList<>();
    private final Precision asked;
    private boolean told;

    private Segmenter(SegmentOptions options) {
        this.asked = options.precision();
        this.options = options.with(asked.on(Processor.current(), Progress.NONE));
    }

    /**
     * Loads a model.
     *
     * @throws DawsonException if the folder is no model or has no weights
     */
    public static Segmenter open(Path model, SegmentOptions options) {
        return open(List.of(model), options);
    }

    /**
     * Loads an ensemble. All members stay in memory; a scan takes the sum of their times.
     *
     * @param models at least one; all have the same classes, values and names. Their networks, channels and
     *        preprocessing may differ. A cascade stands alone
     * @throws DawsonException if a folder is no model or has no weights, or the classes differ
     */
    public static Segmenter open(List<Path> models, SegmentOptions options) {
        if (models.isEmpty()) {
            throw new DawsonException("no model is given; give at least one folder of a trained model");
        }
        Segmenter segmenter = new Segmenter(options);
        boolean done = false;
        try {
            for (Path model : models) {
                segmenter.add(new ModelFolder(model), models.size());
            }
            done = true;
        } finally {
            if (!done) {
                segmenter.close();
            }
        }
        return segmenter;
    }

    /** What the model, of an ensemble the first, says of itself. */
    public ModelDescription model() {
        return members.get(0).model();
    }

    /** Names of the channels that a scan needs: those of all members. */
    public List<String> channels() {
        Set<String> channels = new LinkedHashSet<>(model().channels());
        members.forEach(member -> channels.addAll(member.model().channels()));
        return List.copyOf(channels);
    }

    /**
     * Segments one scan. The result lies in the grid of the first channel.
     *
     * @param scan a volume for each of {@link #channels()}, by name; more are not looked at. If there is one channel, a
     *        single volume may have any name
     * @throws DawsonException if a channel is missing or the channels' grids differ
     */
    public Segmentation segment(Map<String, Volume> scan, Progress progress) {
        if (!told) {
            told = true;
            asked.on(Processor.current(), progress);
        }
        return segmentInOneGrid(inOneGrid(scan, progress), progress);
    }

    @Override
    public void close() {
        members.forEach(EnsembleMember::close);
    }

    // -- Helper methods --

    private Segmentation segmentInOneGrid(Map<String, Volume> scan, Progress progress) {
        if (members.size() == 1) {
            EnsembleMember member = members.get(0);
            Segmentation found = member.segment(channels(member.folder(), member.model(), scan), progress);
            return new Segmentation(withoutSmall(found.labels()), found.probabilities(), found.stages());
        }
        List<Volume> maps = null;
        String name = null;
        for (EnsembleMember member : members) {
            progress.message("segmenting with " + member.folder().path());
            List<Volume> channels = channels(member.folder(), member.model(), scan);
            List<Volume> own = member.segment(channels, progress).probabilities();
            if (maps == null) {
                maps = own;
                name = channels.get(0).name();
            } else {
                ClassMaps.add(own, maps);
            }
        }
        ClassMaps.divide(maps, members.size());
        return new Segmentation(withoutSmall(ClassMaps.labels(maps, model().classes()).named(name)), maps);
    }

    /** Members that look at different channels then give maps of one grid. */
    private Map<String, Volume> inOneGrid(Map<String, Volume> scan, Progress progress) {
        Map<String, Volume> laid = new LinkedHashMap<>(scan);
        List<String> known = channels().stream().filter(scan::containsKey).toList();
        known.forEach(name -> laid.put(name, options.grid().lay(scan.get(name), scan.get(known.get(0)), progress)));
        return laid;
    }

    private void add(ModelFolder folder, int models) {
        if (models > 1 && Networks.isCascade(folder.readDescription().config())) {
            throw new DawsonException(folder.path() + ": is a cascade, which gives no probability for voxels that its "
                + "first network drops, so that there is no mean with other models; give it alone");
        }
        members.add(EnsembleMember.open(folder, options));
        requireSameClasses();
    }

    private Volume withoutSmall(Volume labels) {
        return options.minSizeMm3() > 0 ? SmallComponents.remove(labels, options.minSizeMm3()) : labels;
    }

    private void requireSameClasses() {
        EnsembleMember first = members.get(0);
        EnsembleMember last = members.get(members.size() - 1);
        if (!first.model().classes().equals(last.model().classes())) {
            throw new DawsonException(last.folder().path() + ": finds " + text(last) + ", but "
                + first.folder().path() + " finds " + text(first) + "; models whose probabilities are averaged must "
                + "have the same classes");
        }
    }

    private static String text(EnsembleMember member) {
        return String.join(", ",
            member.model().classes().stream().map(c -> c.name() + " (" + c.value() + ")").toList());
    }

    private List<Volume> channels(ModelFolder folder, ModelDescription model, Map<String, Volume> scan) {
        if (channels().size() == 1 && scan.size() == 1) {
            return List.copyOf(scan.values());
        }
        List<Volume> channels = new ArrayList<>();
        for (String name : model.channels()) {
            Volume volume = scan.get(name);
            if (volume == null) {
                throw new DawsonException(folder.path() + ": this model needs the channels "
                    + String.join(", ", model.channels()) + "; " + name + " is missing (given: "
                    + String.join(", ", scan.keySet()) + "); add --scan " + name + "=FILE");
            }
            channels.add(volume);
        }
        return channels;
    }
}
