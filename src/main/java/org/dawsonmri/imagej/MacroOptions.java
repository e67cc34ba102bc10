package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;

import ij.macro.Interpreter;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The option string of a macro's {@code run(command, options)}: {@code key=value key=[a b] key='a] b' flag}. A bare key
 * means true, {@code key=&name} takes the value of the macro's variable, except in single quotes.
 */
final class MacroOptions {

    private final String text;
    private int at;

    private MacroOptions(String text) {
        this.text = text;
    }

    /** Keys, in lower case, and values, in order. @throws DawsonException if a bracket or quote is not closed */
    static Map<String, String> parse(String options) {
        return new MacroOptions(options == null ? "" : options).parse();
    }

    // -- Helper methods --

    private Map<String, String> parse() {
        Map<String, String> values = new LinkedHashMap<>();
        skipSpaces();
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ' ') {
                at++;
            }
            String key = text.substring(start, at).toLowerCase(Locale.ROOT);
            boolean bare = at == text.length() || text.charAt(at) == ' ';
            at++;
            if (values.put(key, bare ? "true" : value(key)) != null) {
                throw new DawsonException("macro option '" + key + "': is given twice; keep one");
            }
            skipSpaces();
        }
        return values;
    }

    private String value(String key) {
        char first = at < text.length() ? text.charAt(at) : ' ';
        int end = switch (first) {
            case '[' -> closingBracket();
            case '\'' -> text.indexOf('\'', at + 1);
            default -> at - 1;
        };
        if (end < 0) {
            throw new DawsonException("macro option '" + key + "': opens with " + first + " and is never closed");
        }
        String value;
        if (first == '[' || first == '\'') {
            value = text.substring(at + 1, end);
            at = end + 1;
        } else {
            int space = text.indexOf(' ', at);
            int stop = space < 0 ? text.length() : space;
            value = text.substring(at, stop);
            at = stop;
        }
        return value.startsWith("&") && first != '\'' ? variable(key, value.substring(1)) : value;
    }

    private int closingBracket() {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            depth += text.charAt(i) == '[' ? 1 : text.charAt(i) == ']' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String variable(String key, String name) {
        Interpreter macro = Interpreter.getInstance();
        String value = macro == null ? null : macro.getVariableAsString(name);
        if (value == null) {
            throw new DawsonException("macro option '" + key + "': the macro has no variable " + name);
        }
        return value;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
