package org.dawsonmri.cli;

import org.dawsonmri.Progress;

import java.util.Map;

/**
 * Progress of one of many subjects: how far it is would hide how far all are, but warnings are heard, with the
 * subject's name, phases for the profile, and the wish to end.
 */
record OnlyWarnings(Progress all, String subject) implements Progress {

    @Override
    public void event(String type, Map<String, ?> values) {
        if (type.equals("warning")) {
            all.warning(subject + ": " + values.get("text"));
        } else if (type.equals("phase")) {
            all.event(type, values);
        }
    }

    @Override
    public boolean isCancelled() {
        return all.isCancelled();
    }
}
