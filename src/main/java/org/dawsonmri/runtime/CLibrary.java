package org.dawsonmri.runtime;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What Java cannot do in its own process and the system's C library can. File descriptors are there on POSIX systems
 * only. Loads JNA, which takes a tenth of a second: for processes that load TensorFlow anyway.
 */
public final class CLibrary {

    private static final int WRITE_ONLY = 1;
    private static final int OVERWRITE = 1;

    private CLibrary() {
    }

    /** Sets a variable of this process's environment, as native code sees it; {@link System#getenv} does not. */
    public static void setEnvironment(String name, String value) {
        if (Platform.isWindows()) {
            NativeLibrary.getInstance("ucrtbase").getFunction("_putenv_s").invokeInt(new Object[] {name, value});
        } else {
            function("setenv").invokeInt(new Object[] {name, value, OVERWRITE});
        }
    }

    /** Opens an existing file to write to; the new descriptor. */
    public static int open(Path file) throws IOException {
        return call("open", file.toString(), WRITE_ONLY);
    }

    /** A new descriptor for what {@code descriptor} is. */
    public static int duplicate(int descriptor) throws IOException {
        return call("dup", descriptor);
    }

    /** Makes {@code other} mean what {@code descriptor} does. */
    public static void duplicate(int descriptor, int other) throws IOException {
        call("dup2", descriptor, other);
    }

    public static void close(int descriptor) throws IOException {
        call("close", descriptor);
    }

    /** Writes all of it. */
    public static void write(int descriptor, byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int from = offset;
        while (from < end) {
            from += call("write", descriptor, Arrays.copyOfRange(bytes, from, end), (long) (end - from));
        }
    }

    private static int call(String name, Object... arguments) throws IOException {
        try {
            return function(name).invokeInt(arguments);
        } catch (LastErrorException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    private static Function function(String name) {
        return NativeLibrary.getProcess().getFunction(name, Function.THROW_LAST_ERROR);
    }
}
