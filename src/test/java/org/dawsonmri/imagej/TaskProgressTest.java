package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;

import ij.IJ;
import ij.macro.Interpreter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class TaskProgressTest {

    private final Context context = new Context(TaskService.class, LogService.class, EventService.class);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        IJ.resetEscape();
        context.dispose();
    }

    @Test
    void escapeCancels() {
        try (TaskProgress progress = start()) {
            assertFalse(progress.isCancelled());
            progress.checkCancelled();
            IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            assertThrows(CancelledException.class, progress::checkCancelled);
            assertTrue(progress.isCancelled());
            assertFalse(progress.isStopRequested());
        }
    }

    /** NB: ImageJ kills the thread of a macro that has not ended two seconds after Escape. */
    @Test
    void escapeEndsTheMacroAtOnce() {
        String macro = "call(\"" + getClass().getName() + ".escapeInMacro\"); return \"went on\";";
        assertNull(new Interpreter().run(macro, ""));
    }

    /** What the macro calls. */
    public static void escapeInMacro() {
        try (Context context = new Context(TaskService.class, LogService.class, EventService.class);
            TaskProgress progress = start(context)) {
            IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            assertNotNull(Interpreter.getInstance());
            assertTrue(progress.isCancelled());
            assertNull(Interpreter.getInstance());
        }
    }

    @Test
    void anEscapeOfTheTimeBeforeDoesNotCount() {
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        try (TaskProgress progress = start()) {
            assertFalse(progress.isCancelled());
        }
    }

    @Test
    void theTasksCancelButtonCancels() throws InterruptedException {
        List<Task> seen = new ArrayList<>();
        Object watcher = new Object() {
            @EventHandler
            void onEvent(TaskEvent event) {
                seen.add(event.getTask());
            }
        };
        context.service(EventService.class).subscribe(watcher);
        try (TaskProgress progress = start()) {
            for (int i = 0; i < 200 && seen.isEmpty(); i++) {
                progress.update(i, 200, "slice");
                Thread.sleep(10);
            }
            seen.get(0).cancel("enough");
            assertTrue(progress.isCancelled());
        }
    }

    @Test
    void epochsAndWarningsStayInTheLogAndStepsDoNot() {
        context.service(LogService.class).addLogListener(message -> log.add(message.text()));
        Map<String, Object> epoch = new LinkedHashMap<>();
        epoch.put("epoch", 3);
        epoch.put("val_dice", 0.812345);
        try (TaskProgress progress = start()) {
            progress.step(Map.of("step", 7));
            progress.epoch(epoch);
            progress.warning("no sform");
        }
        assertEquals(List.of("epoch 3  val_dice 0.8123", "no sform"), log);
    }

    /** NB: in Fiji a longer status would lie over the search bar and the button of the list of tasks. */
    @Test
    void theStatusIsShort() {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("epoch", "33/400");
        step.put("step", "54/54");
        step.put("loss", -0.99231234);
        step.put("images_per_s", 300.41);
        step.put("left", "5m30s");
        assertEquals("epoch 33/400  step 54/54  loss -0.9923  left 5m30s", TaskProgress.stepLine(step));
        assertEquals("x".repeat(54) + "…", TaskProgress.shortened("x".repeat(100)));
        assertEquals("x".repeat(55), TaskProgress.shortened("x".repeat(55)));
    }

    private TaskProgress start() {
        return start(context);
    }

    private static TaskProgress start(Context context) {
        return new TaskProgress("test", true, context.service(TaskService.class), context.service(LogService.class));
    }
}
