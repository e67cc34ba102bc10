package org.dawsonmri.imagej;

import ij.Menus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ImageJ's table of menu commands as plugins.config fills it, without a menu bar, which ImageJ cannot make where there
 * is no display. Any dialog that a macro opens fails here with a HeadlessException.
 */
public final class ImageJMenu {

    private static final Pattern ENTRY = Pattern.compile("(?m)^([A-Z][^,#\\n]*), \"([^\"]+)\", (\\S+)$");

    private ImageJMenu() {
    }

    /** What a macro left behind. */
    public record Outcome(String returned, String error) {
    }

    /** Menu path with leaf ({@code Plugins>Dawson>Dawson Segment...}) to class, from plugins.config. */
    public static Map<String, String> entries() {
        try {
            Map<String, String> entries = new LinkedHashMap<>();
            Matcher entry = ENTRY.matcher(Files.readString(Path.of("plugins.config")));
            while (entry.find()) {
                entries.put(entry.group(1) + ">" + entry.group(2), entry.group(3));
            }
            return entries;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a macro through ImageJ's interpreter as a plain ImageJ does, with Dawson in its menu. */
    public static Outcome run(String macro, String argument) {
        return run(macro, argument, CommandRunner.class);
    }

    /** Runs a macro with commands started as Fiji does. */
    public static Outcome runAsInFiji(String macro) {
        return run(macro, "", FijiMenu.class);
    }

    private static Outcome run(String macro, String argument, Class<?> starter) {
        Hashtable<String, String> table = new Hashtable<>();
        entries().forEach((path, type) -> table.put(path.substring(path.lastIndexOf('>') + 1),
            type.replace(CommandRunner.class.getName(), starter.getName())));
        try {
            var field = Menus.class.getDeclaredField("pluginsTable");
            field.setAccessible(true);
            field.set(null, table);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        Interpreter interpreter = new Interpreter();
        try {
            return new Outcome(interpreter.run(macro, argument), interpreter.getErrorMessage());
        } finally {
            for (int id : WindowManager.getIDList() == null ? new int[0] : WindowManager.getIDList()) {
                Interpreter.removeBatchModeImage(WindowManager.getImage(id));
            }
            WindowManager.setTempCurrentImage(null);
        }
    }
}
