package org.dawsonmri.evaluate.lesion;

import org.dawsonmri.Columns;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.lesion.Lesion.LesionSums;
import org.dawsonmri.evaluate.score.LabelMap.Box;
import org.dawsonmri.evaluate.score.LabelMap;
import org.dawsonmri.volume.Components;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lesions of a label map, class by class, the largest first. Voxels belong to the same lesion if they hang together
 * and have the same label.
 *
 * <pre>{@code
 * LesionTable table = LesionTable.of(labels, Map.of("FLAIR", flair), new LesionRule(6, 3, Classes.found()), progress);
 * table.lesions().get(0).volumeMm3();
 * }</pre>
 */
public final class LesionTable {

    private final Geometry grid;
    private final List<String> channels;
    private final List<Lesion> lesions = new ArrayList<>();
    private final List<ClassTotal> totals = new ArrayList<>();
    private final Map<Integer, Area> areas = new HashMap<>();

    /** Where a lesion is: the voxels of {@code box} with {@code number} in {@code of}. */
    private record Area(Box box, int[] of, int number) {
    }

    private record Found(Lesion lesion, Area area) {
    }

    private LesionTable(Geometry grid, List<String> channels) {
        this.grid = grid;
        this.channels = channels;
    }

    /** The lesions with scans less than a voxel away. */
    public static LesionTable of(Volume labels, Map<String, Volume> scans, LesionRule rule, Progress progress) {
        return of(labels, scans, rule, GridRule.VOXEL, progress);
    }

    /**
     * Finds and measures the lesions. Blocks until done.
     *
     * @param scans name to scan, in the labels' grid; may be empty
     * @param same which scans lie in that grid
     * @throws DawsonException if the volume holds no labels, or a scan lies in another grid
     */
    public static LesionTable of(Volume labels, Map<String, Volume> scans, LesionRule rule, GridRule same,
            Progress progress) {
        LabelMap map = LabelMap.of(labels);
        List<Volume> laid = scans.values().stream().map(scan -> same.lay(scan, labels, progress)).toList();
        LesionTable table = new LesionTable(labels.geometry(), List.copyOf(scans.keySet()));
        for (int label : rule.classes().in(List.of(map))) {
            progress.checkCancelled();
            table.add(map, label, laid, rule);
        }
        return table;
    }

    public List<Lesion> lesions() {
        return List.copyOf(lesions);
    }

    /** One for each class, those that do not occur included. */
    public List<ClassTotal> totals() {
        return List.copyOf(totals);
    }

    /** The labels' grid. */
    public Geometry grid() {
        return grid;
    }

    /** Names of the scans. */
    public List<String> channels() {
        return channels;
    }

    /**
     * The voxels of a lesion in one slice.
     *
     * @param number the lesion's
     * @param z slice from 0
     * @return nx × ny, x fastest
     */
    public boolean[] area(int number, int z) {
        Area area = areas.get(number);
        Box box = area.box();
        boolean[] inside = new boolean[grid.nx() * grid.ny()];
        if (z < box.z0() || z >= box.z1()) {
            return inside;
        }
        for (int y = 0; y < box.ny(); y++) {
            for (int x = 0; x < box.nx(); x++) {
                int i = x + box.nx() * (y + box.ny() * (z - box.z0()));
                inside[box.x0() + x + grid.nx() * (box.y0() + y)] = area.of()[i] == area.number();
            }
        }
        return inside;
    }

    // -- Helper methods --

    private void add(LabelMap map, int label, List<Volume> scans, LesionRule rule) {
        List<Found> found = map.box(label) == null ? List.of() : find(map, label, scans, rule);
        List<Lesion> ofClass = new ArrayList<>();
        for (Found one : found) {
            Lesion lesion = one.lesion().numbered(lesions.size() + 1);
            areas.put(lesion.number(), one.area());
            lesions.add(lesion);
            ofClass.add(lesion);
        }
        totals.add(ClassTotal.of(label, rule.classes().name(label), ofClass));
    }

    private List<Found> find(LabelMap map, int label, List<Volume> scans, LesionRule rule) {
        Box box = map.box(label);
        Components components = map.components(label, rule.connectivity());
        LesionSums[] sums = new LesionSums[components.count() + 1];
        int i = 0;
        for (int z = box.z0(); z < box.z1(); z++) {
            for (int y = box.y0(); y < box.y1(); y++) {
                for (int x = box.x0(); x < box.x1(); x++, i++) {
                    int number = components.of()[i];
                    if (number > 0) {
                        if (sums[number] == null) {
                            sums[number] = new LesionSums(box, scans.size());
                        }
                        sums[number].add(x, y, z, scans);
                    }
                }
            }
        }
        List<Found> found = new ArrayList<>();
        for (int number = 1; number < sums.length; number++) {
            if (rule.isLargeEnough(components.sizes()[number] * grid.voxelVolumeMm3())) {
                found.add(new Found(sums[number].lesion(label, rule.classes().name(label), grid),
                    new Area(box, components.of(), number)));
            }
        }
        // A stable sort: lesions of one size keep the order of their first voxels.
        found.sort(Comparator.comparingLong((Found one) -> one.lesion().voxels()).reversed());
        return found;
    }

    /**
     * All lesions of one class.
     *
     * @param label the class' value in the label map
     * @param className its name, or ""
     * @param lesions how many
     * @param voxels of all
     * @param volumeMm3 of all, in mm³
     * @param meanMm3 of a lesion; NaN if there is none
     * @param largestMm3 of the largest lesion; NaN if there is none
     */
    public record ClassTotal(int label, String className, int lesions, long voxels, double volumeMm3, double meanMm3,
        double largestMm3) {

        static final Columns<ClassTotal> COLUMNS = new Columns<ClassTotal>().with("class", ClassTotal::label)
            .with("class_name", ClassTotal::className).with("lesions", ClassTotal::lesions)
            .with("voxels", ClassTotal::voxels).with("volume_mm3", ClassTotal::volumeMm3)
            .with("volume_ml", total -> total.volumeMm3 / 1000).with("mean_mm3", ClassTotal::meanMm3)
            .with("largest_mm3", ClassTotal::largestMm3);

        static ClassTotal of(int label, String className, List<Lesion> lesions) {
            double volume = lesions.stream().mapToDouble(Lesion::volumeMm3).sum();
            return new ClassTotal(label, className, lesions.size(), lesions.stream().mapToLong(Lesion::voxels).sum(),
                volume, lesions.isEmpty() ? Double.NaN : volume / lesions.size(),
                lesions.stream().mapToDouble(Lesion::volumeMm3).max().orElse(Double.NaN));
        }

        /** Column to value, as CSV and JSON have them. */
        public Map<String, Object> toMap() {
            return COLUMNS.row(this);
        }
    }
}
