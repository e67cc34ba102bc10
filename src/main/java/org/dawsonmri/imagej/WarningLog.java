package org.dawsonmri.imagej;

import org.dawsonmri.Progress;

import ij.IJ;

import java.util.Map;

/** Progress of short work in ImageJ: warnings in the Log window, the rest in the status bar. */
public final class WarningLog implements Progress {

    @Override
    public void event(String type, Map<String, ?> values) {
        switch (type) {
            case "warning" -> IJ.log("Dawson: warning: " + values.get("text"));
            case "progress" -> IJ.showProgress(((Number) values.get("done")).doubleValue()
                / Math.max(1, ((Number) values.get("total")).doubleValue()));
            default -> IJ.showStatus(String.valueOf(values.get("text")));
        }
    }
}
