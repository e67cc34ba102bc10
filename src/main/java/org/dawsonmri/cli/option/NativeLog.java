package org.dawsonmri.cli.option;

import org.dawsonmri.graph.TensorFlowLibrary;
import org.dawsonmri.runtime.CLibrary;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps TensorFlow's own log, lines about graph passes that no setting turns off, away from our one-line messages.
 * Native code writes to file descriptor 2; so that becomes a private file before TensorFlow is loaded, and our messages
 * go to a second descriptor of what standard error is: a terminal, a pipe or a file. When native code ends this
 * process, a shell that waits for that shows the file's last lines; it is deleted at the beginning already. The
 * environment variable {@code DAWSON_NATIVE_LOG} leaves everything as it is: for developers, and for workers, whose
 * parent reads all of it.
 */
public final class NativeLog {

    public static final String VARIABLE = "DAWSON_NATIVE_LOG";

    private static final int STANDARD_ERROR = 2;

    /** Ends at a word of ours, or when we are gone without one. */
    private static final String WATCH = """
        exec 3<"$1"; rm -f "$1"; trap '' HUP INT QUIT TERM
        read -r farewell || grep -Ev '^([IWE][0-9]{4}|[0-9-]+ [0-9:.]+: [IWE]|WARNING: All log) ?' <&3 | tail -n 20 >&2
        """;

    private NativeLog() {
    }

    /** Prepares for TensorFlow; costs nothing before it is loaded. Does nothing on Windows. */
    public static void keepApart() {
        if (System.getenv(VARIABLE) != null || File.separatorChar == '\\') {
            return;
        }
        Movable error = new Movable(new FileOutputStream(FileDescriptor.err));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        TensorFlowLibrary.beforeLoading(() -> divert(error));
    }

    private static void divert(Movable error) {
        try {
            Path log = Files.createTempFile("dawson", ".log"); // only its owner may read it
            log.toFile().deleteOnExit(); // should the shell not have done it
            int file = CLibrary.open(log);
            Process shell = new ProcessBuilder("sh", "-c", WATCH, "dawson", log.toString())
                .redirectOutput(Redirect.DISCARD).redirectError(Redirect.INHERIT).start();
            error.target = new Descriptor(CLibrary.duplicate(STANDARD_ERROR));
            CLibrary.duplicate(file, STANDARD_ERROR);
            CLibrary.close(file);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(shell), "dawson-native-log"));
        } catch (IOException e) {
            return; // TensorFlow's lines stay where they are, and so do ours
        }
    }

    private static void farewell(Process shell) {
        try (OutputStream input = shell.getOutputStream()) {
            input.write('\n');
        } catch (IOException itIsGone) {
            Thread.yield(); // with nothing to tell
        }
    }

    /** A stream whose end can be moved. */
    private static final class Movable extends OutputStream {

        private volatile OutputStream target;

        Movable(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            target.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.write(bytes, offset, length);
        }
    }

    /** Java can open a file anew, but then with a position of its own, and '> log 2>&1' would overwrite itself. */
    private static final class Descriptor extends OutputStream {

        private final int number;

        Descriptor(int number) {
            this.number = number;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            CLibrary.write(number, bytes, offset, length);
        }
    }
}
