package org.dawsonmri;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The columns of a table, in their order: the name of each, and what of a row stands under it. CSV files, JSON and
 * tables in ImageJ have them from here. Immutable.
 *
 * <pre>{@code
 * Columns<Path> columns = new Columns<Path>().with("file", Path::getFileName).with("folder", Path::getParent);
 * columns.write(Path.of("files.csv"), files);
 * }</pre>
 *
 * @param <T> a row
 */
public final class Columns<T> {

    private final Map<String, Function<? super T, ?>> cells = new LinkedHashMap<>();

    /** One more column. */
    public Columns<T> with(String name, Function<? super T, ?> cell) {
        Columns<T> more = new Columns<>();
        more.cells.putAll(cells);
        more.cells.put(name, cell);
        return more;
    }

    /** The columns of a part of each row, too. */
    public <U> Columns<T> with(Columns<U> others, Function<? super T, ? extends U> part) {
        Columns<T> more = this;
        for (Map.Entry<String, Function<? super U, ?>> other : others.cells.entrySet()) {
            more = more.with(other.getKey(), row -> other.getValue().apply(part.apply(row)));
        }
        return more;
    }

    public List<String> names() {
        return List.copyOf(cells.keySet());
    }

    /** Column to value. */
    public Map<String, Object> row(T of) {
        Map<String, Object> row = new LinkedHashMap<>();
        cells.forEach((name, cell) -> row.put(name, cell.apply(of)));
        return row;
    }

    public List<Map<String, Object>> rows(List<? extends T> of) {
        return of.stream().map(this::row).toList();
    }

    /** Writes them as CSV over an older file; the header alone if there is no row. */
    public void write(Path file, List<? extends T> rows) {
        Csv.write(file, names(), rows(rows));
    }
}
