package org.dawsonmri.command;

import org.dawsonmri.imagej.FormInfo;
import org.dawsonmri.imagej.ImageJMenu;

import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.service.Service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All commands of the menu, and for each the options of one example from {@code examples.ijm}: the documentation shows
 * these lines, and tests run them.
 */
final class Commands {

    private static final Pattern RUNNER = Pattern.compile(".*CommandRunner\\(\"([^\"]+)\"\\)");
    private static final Pattern EXAMPLE =
        Pattern.compile("(?m)^((?: {4}run\\(.*\\);\\n)?)run\\(\"([^\"]+)\", \"([^\"]*)\"\\);$");

    private Commands() {
    }

    /** In the order of the menu. */
    static List<CommandInfo> all(Context context) {
        List<CommandInfo> commands = new ArrayList<>();
        for (String entry : ImageJMenu.entries().values()) {
            Matcher runner = RUNNER.matcher(entry);
            if (runner.matches()) {
                commands.add(context.service(CommandService.class).getCommand(runner.group(1)));
            }
        }
        return commands;
    }

    /** The name in the menu, such as {@code Dawson Segment...}. */
    static String leaf(CommandInfo command) {
        return command.getMenuPath().getLeaf().getName();
    }

    /** What a user sets. */
    static List<ModuleItem<?>> inputs(Context context, CommandInfo command) {
        List<ModuleItem<?>> inputs = new ArrayList<>();
        for (ModuleItem<?> item : form(context, command).inputs()) {
            boolean injected = Service.class.isAssignableFrom(item.getType()) || item.getType() == Context.class;
            if (!injected && item.getVisibility() == ItemVisibility.NORMAL) {
                inputs.add(item);
            }
        }
        return inputs;
    }

    /** The form, labels and choices included. */
    static ModuleInfo form(Context context, CommandInfo command) {
        return FormInfo.of(command);
    }

    /** A new form. */
    static Module module(Context context, CommandInfo command) {
        return context.service(ModuleService.class).createModule(FormInfo.of(command));
    }

    /** Options of the example by the command's name. */
    static Map<String, String> examples() {
        return examples(3);
    }

    /** What has to be done before an example, by the command's name; mostly nothing. */
    static Map<String, String> preparations() {
        return examples(1);
    }

    private static Map<String, String> examples(int group) {
        Map<String, String> examples = new LinkedHashMap<>();
        try (InputStream in = Commands.class.getResourceAsStream("examples.ijm")) {
            Matcher example = EXAMPLE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (example.find()) {
                examples.put(example.group(2), example.group(group).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }
}
