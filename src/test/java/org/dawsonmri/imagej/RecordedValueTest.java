package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Macro;
import ij.macro.Interpreter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.MenuPath;
import org.scijava.command.CommandInfo;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Whatever a user enters, in whichever kind of field, is the same after ImageJ has recorded and replayed it. */
class RecordedValueTest {

    private static final List<String> TEXTS = List.of("text", "file", "folder", "target", "out");

    /** What titles and paths are made of, above all what means something to one of the readers between. */
    private static final String[] PIECES = {" ", "[", "]", "[]", "'", "\"", "\\", "\\t", "\\n", "/", "=", "out=",
        "text=", "&",
        "%", "$", ",", ";", "(", ")", "//", "ä", "Ü", "ß", "é", "脳", "\u0085", "\t", "C:\\scans\\new.nii", "T1", "  ",
        "true"};

    private final CommandInfo command = new CommandInfo(EveryKind.class);

    /** In no menu. */
    static final class EveryKind extends ContextCommand {

        @Parameter
        private String text = "";

        @Parameter(style = "open")
        private String file = "";

        @Parameter(style = "directory")
        private String folder = "";

        @Parameter(style = "save")
        private String target = "";

        @Parameter(choices = {"one", "two words", "a]b"})
        private String choice = "one";

        @Parameter
        private int whole;

        @Parameter
        private long large;

        @Parameter
        private double number;

        @Parameter
        private boolean flag;

        @Parameter
        private String out = "";

        @Override
        public void run() {
            throw new UnsupportedOperationException("is only recorded");
        }
    }

    @BeforeEach
    void name() {
        command.setMenuPath(new MenuPath("Every Kind..."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FLAIR.nii.gz", "my scan.nii", "C:\\Users\\new folder\\table.nii", "C:\\data\\n",
        "scan [1].nii", "[a]", "[a] [b]", "a]b", "a] b", "] [", "the \"best\" scan", "\"", "it's", "'quoted'", "'a b",
        "T1=x.nii; T2=y z.nii",
        "out=x text=y", "=", "Größe ÄÖÜß é 脳", "&name", "&a b", "100% $HOME;*", "a\\", "//server/share/ä b.nii"})
    void textsAreCarried(String value) {
        Map<String, String> values = filled(value);
        String options = carried(values);
        assertEquals(values, MacroOptions.parse(options), options);
    }

    /** With what ImageJ's own dialogs and Fiji read options. */
    @ParameterizedTest
    @ValueSource(strings = {"my scan.nii", "C:\\Users\\new folder\\table.nii", "[a] b", "a] b", "it's", "Größe ÄÖÜß",
        "=", "the \"best\" scan", ""})
    void imageJReadsThemAlike(String value) {
        String options = carried(filled(value));
        for (String key : TEXTS) {
            assertEquals(value, Macro.getValue(options, key, "not found"), options);
        }
    }

    @Test
    void theOtherKindsAreCarried() {
        Map<String, String> values = filled("x");
        values.putAll(Map.of("choice", "a]b", "whole", "-3", "large", "9007199254740993", "number", "1.5E-7", "flag",
            "true"));
        Map<String, Object> read = CommandInputs.convert(command, MacroOptions.parse(carried(values)));
        assertEquals(List.of("a]b", -3, 9007199254740993L, 1.5e-7, true), List.of(read.get("choice"), read.get("whole"),
            read.get("large"), read.get("number"), read.get("flag")));
        values.put("choice", "two words");
        assertEquals("two words", MacroOptions.parse(carried(values)).get("choice"));
    }

    @Test
    void everythingIsCarriedOrRefused() {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = 1 + random.nextInt(5); n > 0; n--) {
                value.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String text = value.toString();
            if (RecordedValue.of(text, TEXTS).isEmpty()) {
                refused++;
                assertTrue(text.contains("'"), text);
                assertTrue(text.startsWith("&") || text.contains("[") || text.contains("]"), text);
            } else {
                Map<String, String> values = filled(text);
                String options = carried(values);
                assertEquals(values, MacroOptions.parse(options), options);
            }
        }
        assertTrue(refused > 10 && refused < 500, refused + " of 5000");
    }

    @Test
    void whatCannotBeCarriedIsNotRecordedAsSomethingElse() {
        Map<String, String> values = filled("x");
        values.put("folder", "John's [draft");
        assertEquals("", Forms.recorded(command, values));
    }

    /** No key seems to be given twice, for which the recorder would open a dialog. */
    @Test
    void valuesDoNotLookLikeKeys() {
        String recorded = Forms.recorded(command, filled("out=1 text=2"));
        for (String key : TEXTS) {
            assertEquals(2, (" " + recorded).split("\\b" + key + "=", -1).length, key + " in " + recorded);
        }
    }

    private static Map<String, String> filled(String text) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("choice", "one", "whole", "0", "large", "0", "number",
            "0.5", "flag", "false"));
        TEXTS.forEach(key -> values.put(key, text));
        return values;
    }

    /** The options that a command gets when the recorded line is run: the line's second text in quotes. */
    private String carried(Map<String, String> values) {
        return new Interpreter().run("return \"" + Forms.recorded(command, values) + "\";", "") + " ";
    }
}
