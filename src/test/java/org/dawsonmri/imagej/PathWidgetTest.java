package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.plugin.Parameter;
import org.scijava.prefs.PrefService;
import org.scijava.task.TaskService;
import org.scijava.widget.AbstractInputPanel;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetService;

import java.awt.EventQueue;
import java.util.List;

import javax.swing.JPanel;
import javax.swing.JTextField;

/** Which inputs of Fiji's forms have a Browse button. NB: Fiji's own widgets are not on Maven Central. */
class PathWidgetTest {

    private final Context context = new Context(CommandService.class, ModuleService.class, PrefService.class,
        TaskService.class, WidgetService.class);

    @AfterEach
    void close() {
        context.dispose();
    }

    @Test
    void pathsHaveOneAndTakeWhatIsTyped() throws Exception {
        Module module = module("org.dawsonmri.command.ListLesions");
        for (String path : List.of("labels", "out")) {
            assertInstanceOf(PathWidget.class, widget(module, path));
        }
        module.setInput("out", "before.csv");
        PathWidget widget = (PathWidget) widget(module, "out");
        EventQueue.invokeAndWait(() -> ((JTextField) widget.getComponent().getComponent(0)).setText(" /after.csv "));
        assertEquals("/after.csv", module.getInput("out"));
        module.setInput("out", "again.csv");
        widget.refreshWidget();
        EventQueue.invokeAndWait(() -> assertEquals("again.csv", widget.getValue()));
    }

    @Test
    void othersHaveNone() {
        Module module = module("org.dawsonmri.command.ListLesions");
        for (String other : List.of("scans", "connectivity", "min_size", "class_names")) {
            assertNull(widget(module, other), other);
        }
        assertNull(widget(module(Elsewhere.class.getName()), "file"));
    }

    // -- Helper methods --

    private Module module(String command) {
        return context.service(ModuleService.class).createModule(new CommandInfo(command));
    }

    private InputWidget<?, ?> widget(Module module, String input) {
        WidgetService widgets = context.service(WidgetService.class);
        return widgets.create(widgets.createModel(new Panel(), module, module.getInfo().getInput(input), List.of()));
    }

    /** Another plugin's command. */
    public static final class Elsewhere implements Command {

        @Parameter(style = "open")
        private String file = "";

        @Override
        public void run() {
            throw new IllegalStateException(file);
        }
    }

    /** A form. */
    private static final class Panel extends AbstractInputPanel<JPanel, JPanel> {

        @Override
        public Class<JPanel> getWidgetComponentType() {
            return JPanel.class;
        }

        @Override
        public JPanel getComponent() {
            return new JPanel();
        }

        @Override
        public Class<JPanel> getComponentType() {
            return JPanel.class;
        }
    }
}
