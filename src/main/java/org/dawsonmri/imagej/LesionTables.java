package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.LesionCsv;
import org.dawsonmri.evaluate.LesionRule;
import org.dawsonmri.evaluate.LesionTable;
import org.dawsonmri.imagej.image.ImageGeometry;
import org.dawsonmri.imagej.image.LesionSelection;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.image.ScanNames;
import org.dawsonmri.volume.GridMatch;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.WindowManager;
import ij.text.TextWindow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lesions of what is open in ImageJ or lies on disk: the tables "Dawson Lesions" and "Dawson Lesion Totals". */
public final class LesionTables {

    static final String TITLE = "Dawson Lesions";
    static final String TOTALS = "Dawson Lesion Totals";

    private LesionTables() {
    }

    /**
     * Names and sources in a form's text.
     *
     * @param text {@code FLAIR=title or file, T1=…}; a single one needs no name; may be empty
     * @return name to title or file, in the order of the text
     * @throws DawsonException if a name is missing or there twice
     */
    public static Map<String, String> sources(String text) {
        Map<String, String> sources = new LinkedHashMap<>();
        // NB: a title may hold a comma, so only a comma before the next NAME= separates.
        String[] parts = text.isBlank() ? new String[0] : text.trim().split(",\\s*(?=[^,=]+=)");
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals < 0 && parts.length > 1) {
                throw new DawsonException("'scans': '" + part.trim() + "' has no name; expected NAME=title or file for"
                    + " each, such as FLAIR=flair.nii.gz, T1=t1.nii.gz");
            }
            String source = part.substring(equals + 1).trim();
            String name = equals < 0 ? ScanNames.stem(source) : part.substring(0, equals).trim();
            if (sources.put(name, source) != null) {
                throw new DawsonException("'scans': names " + name + " twice; keep one");
            }
        }
        return sources;
    }

    /**
     * Finds lesions.
     *
     * @param labels title of an open image, or a file
     * @param sources name to title or file of scans whose intensities are wanted
     */
    public static LesionTable list(String labels, Map<String, String> sources, LesionRule rule, OpenScans scans,
        Progress progress) {
        Map<String, Volume> volumes = new LinkedHashMap<>();
        sources.forEach((name, source) -> volumes.put(name, scans.volume(source).named(ScanNames.leaf(source))));
        return LesionTable.of(scans.volume(labels).named(ScanNames.leaf(labels)), volumes, rule, progress);
    }

    /**
     * Shows both tables; without windows the lesions are ImageJ's "Results". A click on a row selects the lesion.
     *
     * @param sources titles of open images to select it in; what is no title, or stored in another order than the
     *        labels, is left out
     */
    public static void show(LesionTable table, Collection<String> sources) {
        show(TOTALS, LesionCsv.totalColumns(), table.totals().stream().map(total -> total.toMap()));
        show(TITLE, LesionCsv.columns(table), table.lesions().stream().map(l -> l.toMap(table.channels())));
        if (WindowManager.getWindow(TITLE) instanceof TextWindow window) {
            List<ImagePlus> images = new ArrayList<>();
            for (String source : sources) {
                ImagePlus image = WindowManager.getImage(source);
                if (image != null && !images.contains(image) && isStoredAlike(table, image)) {
                    images.add(image);
                }
            }
            LesionSelection.attach(window.getTextPanel(), table, images);
        }
    }

    private static boolean isStoredAlike(LesionTable table, ImagePlus image) {
        GridMatch match = GridRule.VOXEL.compare(image.getTitle(), ImageGeometry.of(image, Progress.NONE),
            table.grid());
        return !match.reoriented() && match.verdict() != GridMatch.Verdict.REFUSED;
    }

    private static void show(String title, List<String> columns, Stream<Map<String, Object>> rows) {
        ResultTables.show(title, columns, rows.map(row -> columns.stream().map(row::get).toList()).toList());
    }
}
