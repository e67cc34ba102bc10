package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of docs/reference that is written from the code. Tests fail where the page that is checked in is another one;
 * {@value #REWRITE} writes all of them anew.
 */
public final class GeneratedPage {

    /** What to run after a command, an option or a tool tip has changed. */
    public static final String REWRITE =
        "mvn -q -B test -Dtest=CommandLinePageTest,CommandsPageTest,SettingsPageTest -Ddawson.rewrite=true";

    private static final String PROPERTY = "dawson.rewrite";

    private GeneratedPage() {
    }

    /** Compares {@code text} with the file in docs/reference, or writes it there if that was asked for. */
    public static void check(String name, String text) throws IOException {
        Path page = Path.of("docs", "reference", name);
        if (Boolean.getBoolean(PROPERTY)) {
            Files.writeString(page, text);
        }
        String found = Files.exists(page) ? Files.readString(page) : "";
        assertEquals(text, found, page + " is not what the code says; write it anew with: " + REWRITE + "\n");
    }

    /** The first line of each page, for those who would edit it. */
    public static String notice() {
        return "<!-- Written from the code. Do not edit: change the code, then run " + REWRITE + " -->\n\n";
    }

    /** Text for a cell of a Markdown table. */
    public static String cell(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replaceAll("\\s+", " ").trim();
    }
}
