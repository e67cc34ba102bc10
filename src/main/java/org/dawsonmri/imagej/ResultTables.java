package org.dawsonmri.imagej;

import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;

import java.awt.GraphicsEnvironment;
import java.util.List;

/**
 * Results as an ImageJ table in a window of its own. Without windows (headless, or in a macro's batch mode) the table
 * becomes ImageJ's "Results", so that {@code nResults} and {@code getResult("dice", row)} find it.
 */
public final class ResultTables {

    private ResultTables() {
    }

    /**
     * Shows a table, in place of an earlier one of that title.
     *
     * @param title the window's title
     * @param headings unique column names, units included ({@code hd95_mm})
     * @param rows one value per column: numbers stay numbers, NaN is "no value", null an empty text
     */
    public static ResultsTable show(String title, List<String> headings, List<? extends List<?>> rows) {
        ResultsTable table = new ResultsTable();
        table.setPrecision(4);
        table.showRowNumbers(false);
        for (List<?> row : rows) {
            table.incrementCounter();
            for (int column = 0; column < headings.size(); column++) {
                Object value = row.get(column);
                if (value instanceof Number number) {
                    table.addValue(headings.get(column), number.doubleValue());
                } else {
                    table.addValue(headings.get(column), value == null ? "" : value.toString());
                }
            }
        }
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) {
            Analyzer.setResultsTable(table);
        } else {
            table.show(title);
        }
        return table;
    }
}
