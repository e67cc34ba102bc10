package org.dawsonmri.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps TensorFlow's own log, dozens of lines about graph passes that no setting turns off, away from our one-line
 * messages. Native code writes to file descriptor 2 directly; so our errors get a descriptor of their own and the JDK
 * points descriptor 2 to nowhere, which is what closing it does. The environment variable {@code DAWSON_NATIVE_LOG}
 * brings the log back, for developers.
 */
final class NativeLog {

    private static final Path ERR = Path.of("/dev/fd/2");

    private NativeLog() {
    }

    /** Does nothing on systems without {@code /dev/fd}. */
    static void silence() {
        // NB: a regular file opened anew would have a position of its own, and '> log 2>&1' would overwrite itself.
        if (System.getenv("DAWSON_NATIVE_LOG") != null || !Files.exists(ERR) || Files.isRegularFile(ERR)) {
            return;
        }
        PrintStream err;
        try {
            err = new PrintStream(new FileOutputStream(ERR.toString(), true), true, StandardCharsets.UTF_8);
            new FileOutputStream(FileDescriptor.err).close();
        } catch (IOException e) {
            return; // a socket, for instance, cannot be opened anew; the log stays, and so do the messages
        }
        System.setErr(err);
    }
}
