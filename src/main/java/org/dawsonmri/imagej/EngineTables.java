package org.dawsonmri.imagej;


import org.dawsonmri.engine.EngineCheck;

import ij.measure.ResultsTable;

import java.util.List;

/** A check of the engine as the table "Dawson Engine". */
public final class EngineTables {

    private EngineTables() {
    }

    /** Shows a row for each fact; without windows the table is ImageJ's "Results". */
    public static ResultsTable show(EngineCheck.Report report) {
        List<List<String>> rows = report.asMap().entrySet().stream()
            .map(fact -> List.of(fact.getKey(), fact.getValue().toString())).toList();
        return ResultTables.show("Dawson Engine", List.of("what", "found"), rows);
    }
}
