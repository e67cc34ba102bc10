package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.lesion.LesionCsv;
import org.dawsonmri.evaluate.lesion.LesionRule;
import org.dawsonmri.evaluate.lesion.LesionTable.ClassTotal;
import org.dawsonmri.evaluate.lesion.LesionTable;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Volume;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson lesions}. */
@Command(name = "lesions", description = {
    "Lists the lesions of a label map: the connected components of each class, the largest first.",
    "Volume in mm3, centre in voxels and in mm (R, A, S), bounding box, slice range and mean intensities go to FILE.csv,"
        + " totals for each class to FILE_totals.csv. Voxels count from 0, slices from 1 as in ImageJ."})
final class Lesions extends Subcommand {

    @Option(names = "--labels", required = true, paramLabel = "FILE", description = "The label map.")
    private Path labels;

    @Option(names = "--scan", paramLabel = "[NAME=]FILE",
        description = "A scan in the labels' grid whose mean intensities are wanted; once for each.")
    private List<String> scans = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE.csv", description = "File for the lesions.")
    private Path out;

    @Option(names = "--connectivity", paramLabel = "N", defaultValue = "" + LesionRule.DEFAULT_CONNECTIVITY,
        description = "Neighbours of a voxel in a lesion: 6 (faces), 18 (and edges) or 26 (and corners)."
            + " Default: ${DEFAULT-VALUE}.")
    private int connectivity;

    @Option(names = "--min-size", paramLabel = "MM3", defaultValue = "0",
        description = "Leave out lesions smaller than this, in mm³.")
    private double minSize;

    @Option(names = "--label-values", split = ",", paramLabel = "LABEL",
        description = "Labels to list, with commas between; all that occur by default.")
    private List<Integer> classes = List.of();

    @Option(names = "--class-names", split = ",", paramLabel = "NAME",
        description = "Their names in the same order; without --label-values the names of 1, 2, 3, ...")
    private List<String> classNames = List.of();

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private GridOption grid;

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        LesionRule rule = new LesionRule(connectivity, minSize, Classes.of(classes, classNames));
        LesionCsv.declare(overwrite.outputs(), out).inputs(labels).inputs(NamedFile.files(scans)).check();
        LesionTable table = LesionTable.of(NiftiReader.read(labels, progress), readScans(progress), rule, grid.rule(),
            progress);
        LesionCsv.write(table, out);
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("lesions", table.lesions().stream().map(l -> l.toMap(table.channels())).toList());
            result.put("totals", table.totals().stream().map(ClassTotal::toMap).toList());
            printJson(result);
        } else {
            out().println(text(table));
            out().println(out + ": " + table.lesions().size() + " lesions written");
        }
        return DONE;
    }

    // -- Helper methods --

    private Map<String, Volume> readScans(Progress progress) {
        Map<String, Volume> read = new LinkedHashMap<>();
        for (String scan : scans) {
            NamedFile named = NamedFile.parse(scan);
            String name = named.name() != null ? named.name()
                : FileName.stem(named.file());
            if (read.put(name, NiftiReader.read(named.file(), progress)) != null) {
                throw new DawsonException("--scan " + scan + ": there is already a scan named " + name
                    + "; give each a name of its own, NAME=FILE");
            }
        }
        return read;
    }

    private static String text(LesionTable table) {
        TextTable text = new TextTable("class", "name", "lesions", "volume_mm3", "mean_mm3", "largest_mm3");
        for (ClassTotal total : table.totals()) {
            text.add(Integer.toString(total.label()), total.className().isEmpty() ? "-" : total.className(),
                Integer.toString(total.lesions()), number(total.volumeMm3()), number(total.meanMm3()),
                number(total.largestMm3()));
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
