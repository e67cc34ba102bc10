package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        user    | 1   | dawson: scan.nii: broken; choose another
        cancel  | 130 | dawson: cancelled
        bug     | 1   | dawson: unexpected java.lang.IllegalStateException: index 3 (in TestCommands.java, line
        stack   | 1   | dawson: unexpected java.lang.StackOverflowError (in TestCommands.java, line
        link    | 1   | dawson: a library is missing or does not fit this computer (java.lang.UnsatisfiedLinkError: no
        memory  | 1   | dawson: out of memory: Java's heap of
        finding | 1   | ''
        """)
    void everyEndHasItsStatusAndItsLine(String with, int status, String line) {
        assertEquals(status, run("fail", "--with", with));
        assertTrue(err.toString().startsWith(line), err.toString());
        assertEquals(1, err.toString().split("\n").length, err.toString());
        assertEquals(with.equals("finding") ? "something is wrong\n" : "", out.toString().replace("\r", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fail --with user --bogus     | dawson fail     | dawson: Unknown option: '--bogus'
        segment --out a.nii          | dawson segment  | dawson: Missing required option: '--model=MODEL'
        info a.nii --jsn             | dawson info     | Unknown option: '--jsn'; did you mean --json
        nosuch                       | dawson          | 'nosuch'
        evaluat                      | dawson          | 'evaluat'; did you mean evaluate or
        weights                      | dawson weights  | dawson: Missing subcommand
        work --progress xml          | dawson work     | dawson: Invalid value for option '--progress'
        compare --out x --table a=b --table a=c | dawson compare | --table: a name is given twice (a=b, a=c)
        convert a.nii b.nii --type uint8 --type int16 | dawson convert | option '--type' (TYPE) should be specified only once
        ''                           | dawson          | dawson: Missing subcommand
        """)
    void wrongUsageIsTwoLinesWithTheReasonLast(String line, String command, String expected) {
        assertEquals(2, run(line.isEmpty() ? new String[0] : line.split(" ")));
        List<String> lines = err.toString().lines().toList();
        assertEquals(2, lines.size(), err.toString());
        assertTrue(lines.get(0).contains("'" + command + " --help'"), err.toString());
        assertTrue(lines.get(1).startsWith("dawson: ") && lines.get(1).contains(expected), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void helpAndVersionAreResults() {
        assertEquals(0, run("work", "--help"));
        assertTrue(out.toString().contains("--progress=FORMAT"), out.toString());
        assertEquals(0, run("--version"));
        assertTrue(out.toString().contains("dawson "), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void aResultThatNobodyGetsIsAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        int status = TestCommands.run(new PrintWriter(full, true), new PrintWriter(err, true), "--help");
        assertEquals(1, status);
        assertTrue(err.toString().startsWith("dawson: standard output could not be written"), err.toString());
        assertFalse(err.toString().strip().contains("\n"), err.toString());
    }

    private int run(String... args) {
        return TestCommands.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
