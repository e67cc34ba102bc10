package org.dawsonmri;

/** Passes everything on to another progress; who hears some of it in a different way overrides that. */
public abstract class ForwardingProgress implements Progress {

    private final Progress progress;

    /** @param progress what everything is passed on to */
    protected ForwardingProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void event(Event event) {
        progress.event(event);
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }

    @Override
    public boolean isAbandoned() {
        return progress.isAbandoned();
    }

    @Override
    public boolean isStopRequested() {
        return progress.isStopRequested();
    }

    @Override
    public boolean isStoppable() {
        return progress.isStoppable();
    }
}
