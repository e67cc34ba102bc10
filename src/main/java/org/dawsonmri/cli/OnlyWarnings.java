package org.dawsonmri.cli;

import org.dawsonmri.Progress;

import java.util.Map;

/**
 * Progress of one of many subjects: how far it is would hide how far all are, but warnings are heard, with the
 * subject's name, and so is the wish to end.
 */
record OnlyWarnings(Progress all, String subject) implements Progress {

    @Override
    public void event(String type, Map<String, ?> values) {
        if (type.equals("warning")) {
            all.warning(subject + ": " + values.get("text"));
        }
    }

    @Override
    public boolean isCancelled() {
        return all.isCancelled();
    }
}
