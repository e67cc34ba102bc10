package org.dawsonmri.engine;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events and asks for an end once there are enough of them. */
final class RecordingProgress implements Progress {

    final List<Event> events = new CopyOnWriteArrayList<>();
    private final int stopAt;
    private final int cancelAt;

    private RecordingProgress(int stopAt, int cancelAt) {
        this.stopAt = stopAt;
        this.cancelAt = cancelAt;
    }

    static RecordingProgress patient() {
        return new RecordingProgress(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    static RecordingProgress stopsAfter(int events) {
        return new RecordingProgress(events, Integer.MAX_VALUE);
    }

    static RecordingProgress cancelsAfter(int events) {
        return new RecordingProgress(Integer.MAX_VALUE, events);
    }

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public boolean isStopRequested() {
        return events.size() >= stopAt;
    }

    @Override
    public boolean isCancelled() {
        return events.size() >= cancelAt;
    }
}
