package org.dawsonmri.imagej;

import ij.plugin.frame.Recorder;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * A value as the macro recorder has to get it, so that the recorded macro gives it back. Two readers are between: the
 * macro language, for which the options are a text in quotes, and {@code ij.Macro}, for which a value ends with a
 * space, or with the bracket that closes its first one, or with the next single quote.
 */
final class RecordedValue {

    private RecordedValue() {
    }

    /**
     * @param keys the command's options; none may seem to be given in a value, or the recorder complains in a dialog
     * @return nothing if a macro's options cannot carry the value
     */
    static Optional<String> of(String value, Collection<String> keys) {
        String escaped = Recorder.fixString(value);
        for (String key : keys) {
            escaped = escaped.replace(key + "=", key + octal('='));
        }
        if (!value.isEmpty() && value.indexOf(' ') < 0 && "['&".indexOf(value.charAt(0)) < 0) {
            return Optional.of(escaped);
        }
        if (isBalanced(value) && !value.startsWith("&")) { // the recorder itself puts what has a space into brackets
            return Optional.of(value.indexOf(' ') < 0 ? "[" + escaped + "]" : escaped);
        }
        return value.indexOf('\'') < 0 ? Optional.of("'" + escaped.replace(" ", octal(' ')) + "'") : Optional.empty();
    }

    private static String octal(char c) {
        return String.format(Locale.ROOT, "\\%03o", (int) c);
    }

    private static boolean isBalanced(String value) {
        int depth = 0;
        for (char c : value.toCharArray()) {
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }
}
