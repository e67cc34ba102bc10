package org.dawsonmri.cli.option;

import org.dawsonmri.Event;
import org.dawsonmri.ForwardingProgress;
import org.dawsonmri.Progress;

import java.util.Map;

/**
 * Progress of one of many subjects: how far it is would hide how far all are, but warnings are heard, with the
 * subject's name, phases for the profile, and the wish to end.
 */
public final class OnlyWarnings extends ForwardingProgress {

    private final String subject;

    public OnlyWarnings(Progress all, String subject) {
        super(all);
        this.subject = subject;
    }

    @Override
    public void event(Event event) {
        switch (event.type()) {
            case WARNING -> super.event(event.with(Map.of(Event.TEXT, subject + ": " + event.text())));
            case PHASE -> super.event(event);
            default -> { }
        }
    }
}
