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

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        user    | 1   | dawson: scan.nii: broken; choose another
        cancel  | 130 | dawson: cancelled
        bug     | 1   | dawson: unexpected java.lang.IllegalStateException: index 3; please report
        link    | 1   | dawson: a library is missing or does not fit this computer (java.lang.UnsatisfiedLinkError: no
        memory  | 1   | dawson: out of memory: Java's heap of
        finding | 1   | ''
        """)
    void everyEndHasItsStatusAndItsLine(String with, int status, String line) {
        assertEquals(status, run("fail", "--with", with));
        assertTrue(err.toString().startsWith(line), err.toString());
        int lines = err.toString().split("\n").length;
        assertTrue(with.equals("bug") ? lines > 3 : lines == 1, err.toString());
        assertEquals(with.equals("finding") ? "something is wrong\n" : "", out.toString().replace("\r", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fail --with user --bogus     | Unknown option: '--bogus'
        nosuch                       | 'nosuch'
        work --progress xml          | Invalid value for option '--progress'
        ''                           | Missing subcommand
        """)
    void wrongUsageIsToldOnStandardError(String line, String expected) {
        assertEquals(2, run(line.isEmpty() ? new String[0] : line.split(" ")));
        assertTrue(err.toString().contains(expected), err.toString());
        assertTrue(err.toString().matches("(?s).*(Usage: dawson|Did you mean).*"), err.toString());
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
