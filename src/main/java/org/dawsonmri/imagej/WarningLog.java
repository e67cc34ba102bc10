package org.dawsonmri.imagej;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;

import ij.IJ;


/** Progress of short work in ImageJ: warnings in the Log window, the rest in the status bar. */
public final class WarningLog implements Progress {

    @Override
    public void event(Event event) {
        switch (event.type()) {
            case WARNING -> IJ.log("Dawson: warning: " + event.text());
            case PROGRESS -> IJ.showProgress(event.fraction());
            case MESSAGE -> IJ.showStatus(event.text());
            default -> { }
        }
    }
}
