package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;

import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;
import org.scijava.widget.Button;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a SciJava command as texts, as macros and forms have them, and back into values of the right type. */
final class CommandInputs {

    private CommandInputs() {
    }

    /** The inputs that a user sets, in the order of the form: no services, messages and buttons. */
    static List<ModuleItem<?>> of(ModuleInfo command) {
        return all(command).stream().filter(item -> item.getVisibility() == ItemVisibility.NORMAL).toList();
    }

    /** Those, and the ones that only macros of older versions give, which are invisible. */
    static List<ModuleItem<?>> all(ModuleInfo command) {
        List<ModuleItem<?>> items = new ArrayList<>();
        for (ModuleItem<?> item : command.inputs()) {
            Class<?> type = item.getType();
            boolean injected = Service.class.isAssignableFrom(type) || Context.class.isAssignableFrom(type);
            if (item.getVisibility() != ItemVisibility.MESSAGE && type != Button.class && !injected) {
                items.add(item);
            }
        }
        return items;
    }

    /**
     * Values by name.
     *
     * @throws DawsonException if a name is none of the command's inputs (all are listed) or a text is no such value
     */
    static Map<String, Object> convert(ModuleInfo command, Map<String, String> texts) {
        Map<String, ModuleItem<?>> items = new LinkedHashMap<>();
        all(command).forEach(item -> items.put(item.getName(), item));
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (!items.containsKey(name)) {
                throw new DawsonException("'" + name + "': is no option of " + leaf(command) + "; its options are "
                    + String.join(", ", of(command).stream().map(ModuleItem::getName).toList()));
            }
            values.put(name, convert(items.get(name), text));
        });
        return values;
    }

    /** The command's name in the menu, such as {@code Dawson Segment...}. */
    static String leaf(ModuleInfo command) {
        return command.getMenuPath().getLeaf().getName();
    }

    // -- Helper methods --

    private static Object convert(ModuleItem<?> item, String text) {
        Class<?> type = item.getType();
        try {
            if (type == int.class || type == Integer.class) {
                return Integer.valueOf(text.trim());
            } else if (type == long.class || type == Long.class) {
                return Long.valueOf(text.trim());
            } else if (type == double.class || type == Double.class) {
                return Double.valueOf(text.trim());
            } else if (type == boolean.class || type == Boolean.class) {
                return truth(item, text.trim());
            } else if (type == String.class) {
                return choice(item, text);
            }
        } catch (NumberFormatException e) {
            boolean whole = type != double.class && type != Double.class;
            throw new DawsonException("'" + item.getName() + "': expected a " + (whole ? "whole " : "")
                + "number, found '" + text + "'", e);
        }
        throw new IllegalStateException(item.getName() + ": inputs of " + type + " have no form");
    }

    private static Boolean truth(ModuleItem<?> item, String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new DawsonException("'" + item.getName() + "': expected true or false, found '" + text
                + "'");
        };
    }

    private static String choice(ModuleItem<?> item, String text) {
        List<?> choices = item.getChoices();
        if (choices != null && !choices.isEmpty() && !choices.contains(text)) {
            throw new DawsonException("'" + item.getName() + "': expected one of " + choices + ", found '" + text
                + "'");
        }
        return text;
    }
}
