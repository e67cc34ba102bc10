package org.dawsonmri.nifti;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shared NIfTI files with what nibabel reads from them: {@code nifti/MANIFEST.tsv} in the data folder, which is
 * {@code ../shared/data} or {@code -Ddawson.data=DIR}. Tests that need it are skipped where it is absent.
 */
public record Manifest(Path folder, List<Row> rows) {

    /** One file; {@code nibabel} is "ok" or its error, and the columns after it are empty unless it is "ok". */
    public record Row(String path, String datatype, String nibabel, String shape, double[] affine, String min,
                      String max, String mean) {

        /** True if nibabel reads numbers: neither broken, nor a voxel file without header, nor colour, nor complex. */
        public boolean isReal() {
            return nibabel.equals("ok") && !List.of("32", "1792", "128", "2304").contains(datatype);
        }
    }

    public static Manifest read() throws IOException {
        Path folder = Path.of(System.getProperty("dawson.data", "../shared/data"), "nifti");
        Path file = folder.resolve("MANIFEST.tsv");
        Assumptions.assumeTrue(Files.exists(file), "skipped: no " + file + "; set -Ddawson.data=DIR");
        List<Row> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] c = line.split("\t", -1);
            rows.add(new Row(c[0], c[7], c[18], c[19], numbers(c[20]), c[21], c[22], c[23]));
        }
        return new Manifest(folder, rows);
    }

    public Path file(Row row) {
        return folder.resolve(row.path());
    }

    /** All numbers in a text such as {@code [[1.0, 0.0], [2.0, 3.0]]}. */
    public static double[] numbers(String text) {
        return Arrays.stream(text.split("[\\[\\](), ]+")).filter(s -> !s.isEmpty())
            .mapToDouble(Double::parseDouble).toArray();
    }
}
