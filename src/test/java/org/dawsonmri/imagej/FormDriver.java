package org.dawsonmri.imagej;

import ij.Executer;
import ij.IJ;
import ij.gui.GenericDialog;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.ItemEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Does in a running ImageJ what a user does: takes a command from the menu, fills in its form, presses a button. */
public final class FormDriver {

    private static final int STEP_MS = 50;

    private final Context context;
    private final boolean places;

    /** @param places whether forms are put where their picture is taken, which takes two seconds for each */
    public FormDriver(Context context, boolean places) {
        this.context = context;
        this.places = places;
    }

    /** All of Dawson's commands by their name in the menu. */
    public List<String> commands() {
        return context.service(CommandService.class).getCommandsOfType(Command.class).stream()
            .filter(info -> info.getClassName().startsWith("org.dawsonmri."))
            .map(CommandInputs::leaf).sorted().toList();
    }

    /**
     * Fills in a form and confirms it. Waits until the command has ended.
     *
     * @param before gets the filled-in form, before the button is pressed
     */
    public void run(String leaf, Map<String, String> values, Consumer<Window> before) {
        Thread command = start(leaf, values, before, 0);
        try {
            await(leaf + " ended", () -> !command.isAlive());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; it is at " + List.of(command.getStackTrace()), e);
        }
    }

    /** As {@link #run}, but does not wait for the end. @return the command's thread */
    public Thread start(String leaf, Map<String, String> values, Consumer<Window> before) {
        return start(leaf, values, before, 0);
    }

    /** Opens a form as the user finds it and cancels it. */
    public void look(String leaf, Consumer<Window> form) {
        Thread command = start(leaf, Map.of(), form, 1);
        await(leaf + " cancelled", () -> !command.isAlive());
    }

    /** @throws IllegalStateException if it does not become true within five minutes */
    public static void await(String what, BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i > 300_000 / STEP_MS) {
                throw new IllegalStateException("nothing came of: " + what);
            }
            IJ.wait(STEP_MS);
        }
    }

    // -- Helper methods --

    private Thread start(String leaf, Map<String, String> values, Consumer<Window> before, int button) {
        Thread command = new Thread(new Executer(leaf), leaf); // as the menu does
        command.start();
        await("form of " + leaf, () -> form() != null && waitsForUser(command) || !command.isAlive());
        GenericDialog form = form();
        if (form == null) {
            return command; // a command without parameters has an empty form, or none
        }
        fill(form, leaf, values);
        if (places) {
            IJ.wait(20 * STEP_MS); // until the form has centred itself, where no window manager does it
            form.setLocation(320, 130);
            form.toFront();
            IJ.wait(20 * STEP_MS);
        }
        before.accept(form);
        Button pressed = form.getButtons()[button];
        form.actionPerformed(new ActionEvent(pressed, ActionEvent.ACTION_PERFORMED, pressed.getLabel()));
        return command;
    }

    /** NB: a form that is confirmed while it is still appearing never learns of it. */
    private static boolean waitsForUser(Thread command) {
        return command.getState() != Thread.State.RUNNABLE && Arrays.stream(command.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("java.awt.WaitDispatchSupport"));
    }

    private static GenericDialog form() {
        return (GenericDialog) Arrays.stream(Window.getWindows())
            .filter(window -> window instanceof GenericDialog && window.isShowing()).findFirst().orElse(null);
    }

    private void fill(GenericDialog form, String leaf, Map<String, String> values) {
        CommandInfo info = context.service(CommandService.class).getCommandsOfType(Command.class).stream()
            .filter(i -> i.getMenuPath().size() > 0 && CommandInputs.leaf(i).equals(leaf)).findFirst().orElseThrow();
        int texts = 0;
        int choices = 0;
        int boxes = 0;
        for (ModuleItem<?> item : CommandInputs.of(Forms.form(context, info))) {
            String value = values.get(item.getName());
            if (item.getType() == boolean.class) {
                Checkbox box = (Checkbox) form.getCheckboxes().get(boxes++);
                box.setState(value == null ? box.getState() : Boolean.parseBoolean(value));
            } else if (item.getChoices() != null && !item.getChoices().isEmpty()) {
                Choice choice = (Choice) form.getChoices().get(choices++);
                if (value != null) {
                    choice.select(value);
                    form.itemStateChanged(new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, value,
                        ItemEvent.SELECTED));
                }
            } else {
                TextField field = (TextField) form.getStringFields().get(texts++);
                field.setText(value == null ? field.getText() : value);
            }
        }
    }
}
