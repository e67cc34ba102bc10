package org.dawsonmri.command;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For each parameter of a command what must not be accepted, from the parameter's own description. */
final class WrongValues {

    /** Parameters for which every text is right. */
    private static final Set<String> FREE = Set.of("class_name", "class_names", "name", "authors");

    private WrongValues() {
    }

    /** Wrong texts by key: all kinds that there are for a parameter of its type. */
    static Map<String, List<String>> of(Context context, CommandInfo command) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        for (ModuleItem<?> item : Commands.inputs(context, command)) {
            if (!FREE.contains(item.getName())) {
                wrong.put(item.getName(), of(item));
            }
        }
        wrong.put("no_such_key", List.of("1"));
        return wrong;
    }

    private static List<String> of(ModuleItem<?> item) {
        Class<?> type = item.getType();
        if (type == String.class) {
            boolean chosen = item.getChoices() != null && !item.getChoices().isEmpty();
            return List.of(chosen ? "no such choice" : text(item.getWidgetStyle()));
        } else if (type == boolean.class) {
            return List.of("maybe");
        }
        List<String> wrong = new ArrayList<>(List.of("many"));
        boolean whole = type != double.class;
        if (whole) {
            wrong.add("1.5");
        }
        if (item.getMinimumValue() != null) {
            long below = ((Number) item.getMinimumValue()).longValue() - 1;
            wrong.add(Long.toString(below));
            if (!whole) {
                wrong.add("NaN");
            }
        }
        return wrong;
    }

    private static String text(String style) {
        return switch (style == null ? "" : style) {
            case "open", "both" -> "/mri/none.nii.gz";
            case "save" -> "/mri/scans"; // a folder
            case "directory" -> "/mri/config.json";
            default -> "no such thing";
        };
    }
}
