package org.dawsonmri.command;

import org.scijava.Priority;
import org.scijava.event.EventService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.Service;
import org.scijava.task.DefaultTask;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.thread.ThreadService;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** SciJava's tasks, in whichever context of the tests, through which a test sees what a command reports. */
@Plugin(type = Service.class, priority = Priority.HIGH)
public final class WatchedTasks extends AbstractService implements TaskService {

    private static final AtomicReference<Onlooker> ONLOOKER = new AtomicReference<>();

    @Parameter
    private ThreadService threads;

    @Parameter
    private EventService events;

    @Override
    public Task createTask(String name) {
        Task task = new DefaultTask(threads, events) {
            @Override
            public void setStatusMessage(String status) {
                super.setStatusMessage(status);
                reported(this);
            }
        };
        task.setName(name);
        Onlooker onlooker = ONLOOKER.get();
        if (onlooker != null && onlooker.moment == 0) {
            onlooker.act(task);
        }
        return task;
    }

    private static void reported(Task task) {
        Onlooker onlooker = ONLOOKER.get();
        if (onlooker != null && onlooker.reports.incrementAndGet() == onlooker.moment) {
            onlooker.act(task);
        }
    }

    /** Somebody who looks on until he is closed, and does something at one moment. */
    static final class Onlooker implements AutoCloseable {

        private static final int NEVER = -1;

        private final int moment;
        private final Consumer<Task> action;
        private final AtomicInteger reports = new AtomicInteger();
        private volatile long actedAt;

        private Onlooker(int moment, Consumer<Task> action) {
            this.moment = moment;
            this.action = action;
            ONLOOKER.set(this);
        }

        /** Only counts. */
        static Onlooker open() {
            return new Onlooker(NEVER, task -> { });
        }

        /** @param moment the report, from 1, at which to do something; 0: before there is any work */
        static Onlooker at(int moment, Consumer<Task> action) {
            return new Onlooker(moment, action);
        }

        int reports() {
            return reports.get();
        }

        boolean hasActed() {
            return actedAt != 0;
        }

        /** Since the action. */
        double seconds() {
            return (System.nanoTime() - actedAt) / 1e9;
        }

        private void act(Task task) {
            actedAt = System.nanoTime();
            action.accept(task);
        }

        @Override
        public void close() {
            ONLOOKER.set(null);
        }
    }
}
