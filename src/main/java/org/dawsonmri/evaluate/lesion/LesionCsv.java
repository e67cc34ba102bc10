package org.dawsonmri.evaluate.lesion;

import org.dawsonmri.FileName;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.evaluate.lesion.LesionTable.ClassTotal;

import java.nio.file.Path;
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
        return FileName.sibling(out, "_totals");
    }

    /** Adds both files to what is going to be written; null is none. */
    public static OutputFiles declare(OutputFiles outputs, Path out) {
        return out == null ? outputs : outputs.file(out, Kind.TABLE).file(totalsFile(out), Kind.TABLE);
    }

    /** Writes both files over older ones. */
    public static void write(LesionTable table, Path out) {
        Lesion.columns(table.channels()).write(out, table.lesions());
        ClassTotal.COLUMNS.write(totalsFile(out), table.totals());
    }

    /** Names of the columns of a row for each lesion, also if there is none. */
    public static List<String> columns(LesionTable table) {
        return Lesion.columns(table.channels()).names();
    }

    /** Names of the columns of a row for each class. */
    public static List<String> totalColumns() {
        return ClassTotal.COLUMNS.names();
    }
}
