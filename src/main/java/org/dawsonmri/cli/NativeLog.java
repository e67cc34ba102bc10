package org.dawsonmri.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps TensorFlow's own log, hundreds of lines about graph passes that no setting turns off, away from our one-line
 * messages. Native code writes to file descriptor 2 directly; so our streams get descriptors of their own and the JDK
 * points descriptor 2 to nowhere, which is what closing it does. The environment variable {@code DAWSON_NATIVE_LOG}
 * brings the log back, for developers.
 */
final class NativeLog {

    private static final Path OUT = Path.of("/dev/fd/1");
    private static final Path ERR = Path.of("/dev/fd/2");

    private NativeLog() {
    }

    /** Does nothing on systems without {@code /dev/fd}. */
    static void silence() {
        if (System.getenv("DAWSON_NATIVE_LOG") != null || !Files.exists(OUT) || !Files.exists(ERR)) {
            return;
        }
        PrintStream out;
        PrintStream err;
        try {
            // NB: both are opened for appending, since both may be the same file ('> log 2>&1').
            out = open(OUT);
            err = open(ERR);
            new FileOutputStream(FileDescriptor.err).close();
        } catch (IOException e) {
            return; // a socket, for instance, cannot be opened anew; the log stays, and so do the messages
        }
        System.setOut(out);
        System.setErr(err);
    }

    private static PrintStream open(Path device) throws IOException {
        return new PrintStream(new FileOutputStream(device.toString(), true), true, StandardCharsets.UTF_8);
    }
}
