package org.dawsonmri.command;

import static org.dawsonmri.GeneratedPage.cell;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.GeneratedPage;

import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.prefs.PrefService;
import org.scijava.task.TaskService;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** docs/reference/commands.md: every command of the menu with its parameters, from SciJava's own description. */
class CommandsPageTest {

    private static final String INTRODUCTION = """
        # Commands in ImageJ and Fiji

        All are in *Plugins > Dawson*. The macro recorder writes what you enter in a form as one line, which replays
        without a form, with a display or without one, in plain ImageJ and in Fiji. The keys are the names below; what a
        macro leaves out has its default. Values with spaces go into `[ ]`, those with a `[` or `]` alone into `' '`.
        Images are given by their title or as files. What fails or is cancelled is not recorded.

        A command that fails ends the macro with one line that says what was found and expected. To go on after it:

            problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Segment...", "scan=… model=…");

        gives `""` or that line. Without a display plain ImageJ has no menu, so that macros call
        `org.dawsonmri.imagej.CommandRunner.run` in the same way instead of `run`. *Escape* cancels, within
        seconds: what the command has written goes, and what was there before stays as it was. A training can also be
        stopped with its results kept. A cancelled installation goes on where it was, and of a cancelled run over a data
        set the subjects that are done stay.

        The examples suppose that data, models and results are in folders of `/mri`.
        """;

    @Test
    void thePageHasWhatTheFormsHave() throws IOException, ModuleException {
        try (Context context = new Context(CommandService.class, ModuleService.class, PrefService.class,
            TaskService.class, LogService.class)) {
            List<CommandInfo> commands = Commands.all(context);
            Map<String, String> examples = Commands.examples();
            assertEquals(commands.stream().map(Commands::leaf).sorted().toList(), examples.keySet().stream().sorted()
                .toList(), "src/test/resources/org/dawsonmri/command/examples.ijm needs one line for each command");
            StringBuilder page = new StringBuilder(GeneratedPage.notice()).append(INTRODUCTION);
            for (CommandInfo command : commands) {
                describe(page, context, command, examples.get(Commands.leaf(command)));
            }
            GeneratedPage.check("commands.md", page.toString());
        }
    }

    private static void describe(StringBuilder page, Context context, CommandInfo command, String example)
        throws ModuleException {
        String leaf = Commands.leaf(command);
        page.append("\n## ").append(leaf.replace("...", "…")).append("\n\n*")
            .append(command.getMenuPath().getMenuString(true).replace("...", "…")).append("*\n\n")
            .append(cell(command.getDescription())).append("\n");
        List<ModuleItem<?>> inputs = Commands.inputs(context, command);
        if (!inputs.isEmpty()) {
            page.append("\n![Form](../images/tutorial/form-").append(picture(leaf)).append(".png)\n");
            Module module = Commands.module(context, command);
            page.append("\n| key | in the form | value | default | what it is |\n|---|---|---|---|---|\n");
            for (ModuleItem<?> item : inputs) {
                page.append(String.format("| `%s` | %s | %s | %s | %s |%n", item.getName(), cell(item.getLabel()),
                    cell(values(item)), byDefault(item, module), cell(item.getDescription())));
            }
        }
        List<String> outputs = new ArrayList<>();
        Commands.form(context, command).outputs().forEach(item -> outputs.add("`" + item.getName() + "` ("
            + item.getType().getSimpleName() + ")"));
        if (!outputs.isEmpty()) {
            page.append("\nOutput for scripts: ").append(String.join(", ", outputs)).append("\n");
        }
        page.append("\n    run(\"").append(leaf).append("\", \"").append(example).append("\");\n");
    }

    /** As TutorialSession names them. */
    private static String picture(String leaf) {
        return leaf.replaceAll("^Dawson |\\.\\.\\.$", "").toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String values(ModuleItem<?> item) {
        Class<?> type = item.getType();
        List<?> choices = item.getChoices();
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (choices != null && !choices.isEmpty()) {
            return choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
        } else if (type == String.class) {
            return text(item.getWidgetStyle());
        }
        boolean fraction = type == double.class || type == Double.class || type == float.class;
        Object min = item.getMinimumValue();
        return (fraction ? "number" : "whole number") + (min == null ? "" : " ≥ " + number(min));
    }

    private static String text(String style) {
        return switch (style == null ? "" : style) {
            case "open" -> "file";
            case "save" -> "file to write";
            case "directory" -> "folder";
            case "both" -> "file or folder";
            default -> "text";
        };
    }

    private static String byDefault(ModuleItem<?> item, Module module) {
        Object value = item.getValue(module);
        return value == null || value.equals("") ? "empty" : "`" + number(value) + "`";
    }

    private static String number(Object value) {
        String text = value.toString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
