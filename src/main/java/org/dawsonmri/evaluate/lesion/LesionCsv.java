package org.dawsonmri.evaluate.lesion;

import org.dawsonmri.Csv;
import org.dawsonmri.FileName;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.evaluate.lesion.LesionTable.ClassTotal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link LesionTable} as two CSV files: a row for each lesion, and beside it ({@code lesions_totals.csv} for
 * {@code lesions.csv}) a row for each class. Voxel indices count from 0, slices from 1 as ImageJ shows them.
 */
public final class LesionCsv {

    private LesionCsv() {
    }

    /** The file beside {@code out} that takes the totals. */
    public static Path totalsFile(Path out) {
        String name = FileName.of(out);
        int dot = name.lastIndexOf('.');
        return out.resolveSibling(dot > 0 ? name.substring(0, dot) + "_totals" + name.substring(dot)
            : name + "_totals");
    }

    /** Adds both files to what is going to be written; null is none. */
    public static OutputFiles declare(OutputFiles outputs, Path out) {
        return out == null ? outputs : outputs.file(out, Kind.TABLE).file(totalsFile(out), Kind.TABLE);
    }

    /** Writes both files over older ones. */
    public static void write(LesionTable table, Path out) {
        Csv.write(out, columns(table), table.lesions().stream().map(l -> l.toMap(table.channels())).toList());
        Csv.write(totalsFile(out), totalColumns(), table.totals().stream().map(ClassTotal::toMap).toList());
    }

    /** Names of the columns of a row for each lesion, also if there is none. */
    public static List<String> columns(LesionTable table) {
        List<String> columns = new ArrayList<>(List.of("lesion", "class", "class_name", "voxels", "volume_mm3",
            "centre_x", "centre_y", "centre_z", "centre_x_mm", "centre_y_mm", "centre_z_mm", "x_min", "x_max", "y_min",
            "y_max", "z_min", "z_max", "first_slice", "last_slice"));
        table.channels().forEach(channel -> columns.add("mean_" + channel));
        return columns;
    }

    /** Names of the columns of a row for each class. */
    public static List<String> totalColumns() {
        return List.of("class", "class_name", "lesions", "voxels", "volume_mm3", "volume_ml", "mean_mm3",
            "largest_mm3");
    }
}
