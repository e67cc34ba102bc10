package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.FormDriver;
import org.dawsonmri.imagej.Forms;
import org.dawsonmri.model.ModelFolder;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;

import java.awt.AWTEvent;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import javax.swing.JButton;

/** A session in a real ImageJ with its macro recorder; ends with status 0 if all was as it should be. */
public final class DisplayedSession {

    private static final double SOON_SECONDS = 9;
    private static final double FAST_SECONDS = 1;
    private static final String TRAIN = "Dawson Train Network...";
    private static final String QUESTION = "Dawson Train Network";

    private final Workplace place;
    private final Context context;
    private final FormDriver forms;
    private final Recorder recorder = new Recorder();
    private final List<String> dialogs = new CopyOnWriteArrayList<>();

    private DisplayedSession(Workplace place, Context context) {
        this.place = place;
        this.context = context;
        this.forms = new FormDriver(context, false);
        Toolkit.getDefaultToolkit().addAWTEventListener(event -> {
            if (event.getID() == WindowEvent.WINDOW_OPENED && event.getSource() instanceof Dialog dialog) {
                dialogs.add(dialog.getTitle());
            }
        }, AWTEvent.WINDOW_EVENT_MASK);
    }

    /** @param args the folder of a {@link Workplace} */
    public static void main(String[] args) throws Exception {
        new ImageJ();
        int status = 1;
        try (Context context = new Context(CommandService.class, ModuleService.class, TaskService.class,
            LogService.class)) {
            DisplayedSession session = new DisplayedSession(new Workplace(Path.of(args[0])), context);
            session.everyCommandIsRecorded();
            session.whatComesToNothingIsNotRecorded();
            session.cancelInTheWindowDropsAll();
            session.stopInTheWindowKeepsTheModel();
            session.escapeAsks();
            status = 0;
        } catch (AssertionError | RuntimeException e) {
            e.printStackTrace(); // a program of its own
        } finally {
            System.exit(status);
        }
    }

    /** The recorder's line is the one that EveryCommandTest replays; what is fast is replayed here, too. */
    private void everyCommandIsRecorded() throws ModuleException {
        Map<String, String> examples = Commands.examples();
        for (CommandInfo command : Commands.all(context)) {
            String leaf = Commands.leaf(command);
            String options = place.here(examples.get(leaf));
            place.clear();
            prepare(leaf);
            String expected = Forms.recorded(Commands.module(context, command), options);
            AtomicLong start = new AtomicLong(System.nanoTime());
            String line =
                recorded(() -> forms.run(leaf, Forms.texts(options), form -> start.set(System.nanoTime())));
            boolean fast = (System.nanoTime() - start.get()) / 1e9 < FAST_SECONDS;
            assertEquals("run(\"" + leaf + "\"" + (expected.isEmpty() ? "" : ", \"" + expected + "\"") + ");\n", line);
            if (fast || expected.isEmpty()) {
                place.clear();
                closeAll();
                prepare(leaf);
                dialogs.clear();
                Interpreter interpreter = new Interpreter();
                interpreter.run(line, "");
                assertEquals(null, interpreter.getErrorMessage());
                assertEquals(List.of(), dialogs, leaf);
            }
            closeAll();
        }
    }

    private void whatComesToNothingIsNotRecorded() {
        assertEquals("", recorded(() -> forms.look("Dawson Open Scan...", form -> { })));
        assertEquals("", recorded(() -> openNowhere("nowhere.nii")));
        String told = recorded(() -> openNowhere("it's [nowhere"));
        assertTrue(told.startsWith("// 'path': it's [nowhere cannot be written in a macro"), told);
        assertEquals(1, told.lines().count());
    }

    private void openNowhere(String path) {
        Thread failing = forms.start("Dawson Open Scan...", Map.of("path", path), form -> { });
        FormDriver.await("a message", () -> dialog("Dawson") != null);
        dialog("Dawson").dispose();
        FormDriver.await("the end", () -> !failing.isAlive());
    }

    private void cancelInTheWindowDropsAll() {
        assertEquals("", recorded(() -> endTraining(window -> press(window, "Cancel"))));
        assertFalse(Files.exists(model()));
        assertEquals(List.of(), windows("Training"));
    }

    private void stopInTheWindowKeepsTheModel() {
        String line = recorded(() -> endTraining(window -> press(window, "Stop and keep")));
        assertTrue(line.startsWith("run(\"" + TRAIN + "\", \""), line);
        new ModelFolder(model()).requireWeights();
        assertEquals(1, windows("Training").size());
        closeAll();
    }

    private void escapeAsks() {
        assertEquals("", recorded(() -> endTraining(window -> {
            IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            FormDriver.await("a question", () -> dialog(QUESTION) != null);
            Button drop = (Button) find(dialog(QUESTION), "Drop everything");
            EventQueue.invokeLater(() -> drop.dispatchEvent(new ActionEvent(drop, ActionEvent.ACTION_PERFORMED,
                drop.getActionCommand())));
        })));
        assertFalse(Files.exists(model()));
    }

    // -- Helper methods --

    /** Begins a long training, ends it in the midst, and looks whether it ended soon and quietly. */
    private void endTraining(Consumer<Frame> how) {
        place.clear();
        Map<String, String> values = new LinkedHashMap<>(Forms.texts(place.here(Commands.examples().get(TRAIN))));
        values.put("epochs", "500");
        Thread training = forms.start(TRAIN, values, form -> { });
        FormDriver.await("epochs", () -> !training.isAlive() || epochs() > 2);
        List<ProcessHandle> workers = ProcessHandle.current().descendants().toList();
        assertEquals(1, workers.size());
        dialogs.clear();
        how.accept(windows("Training").get(0));
        long start = System.nanoTime();
        FormDriver.await("the training's end", () -> !training.isAlive());
        assertTrue((System.nanoTime() - start) / 1e9 < SOON_SECONDS);
        assertFalse(workers.get(0).isAlive());
        dialogs.remove(QUESTION);
        assertEquals(List.of(), dialogs);
        settle();
    }

    private Path model() {
        return place.folder().resolve("new/model");
    }

    private int epochs() {
        Path history = model().resolve("history.csv");
        try {
            return Files.exists(history) ? Files.readAllLines(history).size() - 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare(String leaf) {
        new Interpreter().run(place.here(Commands.preparations().get(leaf)), "");
    }

    /** What the recorder's window gets while something is done. */
    private String recorded(Runnable work) {
        String before = recorder.getText();
        work.run();
        settle();
        assertTrue(recorder.getText().startsWith(before));
        return recorder.getText().substring(before.length());
    }

    private static void press(Frame window, String text) {
        JButton button = (JButton) find(window, text);
        EventQueue.invokeLater(button::doClick);
    }

    private static Component find(Container parent, String text) {
        for (Component component : parent.getComponents()) {
            boolean wanted = component instanceof JButton button && text.equals(button.getText())
                || component instanceof Button plain && text.equals(plain.getLabel().trim());
            Component found = wanted ? component : component instanceof Container inner ? find(inner, text) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Dialog dialog(String title) {
        for (Window window : Window.getWindows()) {
            if (window.isShowing() && window instanceof Dialog dialog && dialog.getTitle().equals(title)) {
                return dialog;
            }
        }
        return null;
    }

    private static List<Frame> windows(String start) {
        return List.of(Frame.getFrames()).stream()
            .filter(frame -> frame.isShowing() && frame.getTitle().startsWith(start)).toList();
    }

    private void closeAll() {
        int[] images = WindowManager.getIDList();
        for (int image : images == null ? new int[0] : images) {
            WindowManager.getImage(image).changes = false;
            WindowManager.getImage(image).close();
        }
        for (Frame frame : Frame.getFrames()) {
            if (frame.isShowing() && frame != IJ.getInstance() && frame != recorder) {
                WindowManager.removeWindow(frame);
                EventQueue.invokeLater(frame::dispose); // from elsewhere it would wait for an event
            }
        }
        settle();
    }

    /**
     * Until the event thread has done what it was asked for. NB: it is asked again and again, as AWT loses an event at
     * times.
     */
    private static void settle() {
        AtomicBoolean done = new AtomicBoolean();
        FormDriver.await("the event thread", () -> {
            EventQueue.invokeLater(() -> done.set(true));
            return done.get();
        });
    }
}
