package org.dawsonmri.imagej;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;

import ij.IJ;
import ij.gui.YesNoCancelDialog;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Progress in ImageJ: the status bar, Fiji's task with its cancel button, and the log for lines that should stay.
 * Cancelling that task drops the work; Escape cancels, too, and where the work can also be stopped with its results
 * kept, it asks which one is meant.
 */
public final class TaskProgress implements Progress, AutoCloseable {

    private static final int PER_MILLE = 1000;
    /** NB: a longer text lies over Fiji's search bar and over the button of its list of tasks. */
    private static final int STATUS_LENGTH = 55;
    private static final List<String> IN_STATUS = List.of(Event.EPOCH, Event.STEP, "loss", Event.LEFT);

    private final LogService log;
    private final Task task;
    private final boolean stoppable;
    private volatile boolean cancelled;
    private volatile boolean stopRequested;

    /**
     * @param name what Fiji's task list shows
     * @param stoppable true for work that can be stopped and its results kept
     */
    public TaskProgress(String name, boolean stoppable, TaskService tasks, LogService log) {
        this.log = log;
        this.stoppable = stoppable;
        task = tasks.createTask(name);
        task.setCancelCallBack(() -> cancelled = true);
        IJ.resetEscape();
        task.start();
    }

    // -- Progress methods --

    @Override
    public void event(Event event) {
        switch (event.type()) {
            case PROGRESS -> show(event);
            case MESSAGE -> tell(event.text());
            case WARNING -> log.warn(event.text());
            case STEP -> {
                advance(TrainingFraction.of(event.values()));
                status(stepLine(event.values()));
            }
            case EPOCH -> tell(line(event.type(), event.values()));
            case PHASE -> task.setStatusMessage(event.phase().text().replace('_', ' '));
        }
    }

    @Override
    public boolean isCancelled() {
        heedEscape();
        return cancelled || task.isCanceled();
    }

    @Override
    public boolean isStopRequested() {
        return stopRequested;
    }

    @Override
    public boolean isStoppable() {
        return stoppable;
    }

    // -- AutoCloseable methods --

    @Override
    public void close() {
        IJ.showProgress(1.0);
        task.finish();
    }

    // -- Helper methods --

    private synchronized void heedEscape() {
        if (!IJ.escapePressed()) {
            return;
        }
        IJ.resetEscape();
        Failure.endMacro(); // or ImageJ kills its thread after two seconds, while the question is open
        if (!stoppable || !Failure.interactive()) {
            cancelled = true;
            return;
        }
        YesNoCancelDialog question = new YesNoCancelDialog(IJ.getInstance(), task.getName(),
            "Stop now and keep the best network so far, or drop everything?\n"
                + "(A resumed training stays as of its last epoch. Cancel: go on training.)",
            "Stop and keep", "Drop everything");
        stopRequested = question.yesPressed();
        cancelled = !question.yesPressed() && !question.cancelPressed();
    }

    private void advance(double fraction) {
        IJ.showProgress(fraction);
        task.setProgressMaximum(PER_MILLE);
        task.setProgressValue(Math.round(PER_MILLE * fraction));
    }

    private void show(Event event) {
        long done = (long) event.number(Event.DONE);
        long total = (long) event.number(Event.TOTAL);
        IJ.showProgress(event.fraction());
        task.setProgressMaximum(total);
        task.setProgressValue(done);
        Map<String, Object> more = new LinkedHashMap<>(event.values());
        more.keySet().removeAll(Set.of(Event.DONE, Event.TOTAL, Event.WHAT));
        status(line(event.values().get(Event.WHAT) + " " + done + "/" + total, more).trim());
    }

    private void tell(String text) {
        status(text);
        log.info(text);
    }

    private void status(String text) {
        IJ.showStatus(shortened(text));
        task.setStatusMessage(text);
    }

    /** What ImageJ's status bar has room for. */
    static String shortened(String text) {
        return text.length() > STATUS_LENGTH ? text.substring(0, STATUS_LENGTH - 1) + "…" : text;
    }

    static String stepLine(Map<String, ?> values) {
        Map<String, Object> some = new LinkedHashMap<>(values);
        some.keySet().retainAll(IN_STATUS);
        return line(Event.Type.STEP, some);
    }

    private static String line(Object type, Map<String, ?> values) {
        StringJoiner line = new StringJoiner("  ", values.containsKey(type.toString()) ? "" : type + "  ", "");
        values.forEach((key, value) -> line.add(key + " " + text(value)));
        return line.toString();
    }

    private static String text(Object value) {
        if (value instanceof Number number && number.doubleValue() != Math.rint(number.doubleValue())) {
            return String.format(Locale.ROOT, "%.4g", number.doubleValue());
        }
        return value instanceof Double whole && Math.abs(whole) < 1e15 ? Long.toString(whole.longValue())
            : String.valueOf(value);
    }
}
