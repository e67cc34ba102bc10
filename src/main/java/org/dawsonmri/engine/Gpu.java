package org.dawsonmri.engine;

import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why TensorFlow computes on a GPU or not.
 *
 * @param platform this computer's, without {@code -gpu}
 * @param build the native library's platform, such as {@code linux-x86_64-gpu}; "" if there is none
 * @param driver version of the NVIDIA driver; empty if there is none
 */
record Gpu(String platform, String build, Optional<String> driver) {

    private static final String SUPPORTED = "linux-x86_64";
    private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
    private static final Pattern VERSION = Pattern.compile("Module.*?\\s(\\d+\\.\\d+(\\.\\d+)?)\\s");

    /** TensorFlow's log lines about GPUs: the time, a letter for how bad it is, a place in the sources, the text. */
    private static final Pattern LOGGED = Pattern.compile("(?:[\\d-]+ [\\d:.]+|[IWE]\\d+ [\\d:.]+\\s+\\d+): ?[IWE]? ?"
        + "[\\w/.]+:\\d+\\] (.*)");

    /** The version of the NVIDIA driver that Linux runs. */
    static Optional<String> installedDriver() {
        if (!Files.isReadable(DRIVER)) {
            return Optional.empty();
        }
        try {
            return Optional.of(version(Files.readString(DRIVER)));
        } catch (IOException e) {
            throw new DawsonException(DRIVER + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    static String version(String driverText) {
        Matcher version = VERSION.matcher(driverText);
        return version.find() ? version.group(1) : "of unknown version";
    }

    /**
     * One line.
     *
     * @param devices types of the devices that TensorFlow found
     * @param log what TensorFlow said
     */
    String explain(List<String> devices, String log) {
        if (devices.contains("GPU")) {
            return "used, with NVIDIA driver " + driver.orElse("of unknown version");
        }
        if (!platform.equals(SUPPORTED)) {
            return "not used: TensorFlow for Java computes on GPUs on Linux (x86-64) only, this is " + platform;
        }
        if (!build.endsWith("-gpu")) {
            return driver.map(version -> "not used: there is an NVIDIA driver (" + version
                + "), but this engine is built"
                + " for processors only; install platform linux-x86_64-gpu with Dawson Install Engine...").orElse(
                "not used: no NVIDIA driver is running (" + DRIVER + " is missing), and this engine is built for"
                + " processors only");
        }
        return driver.map(version -> "not used, though there is an NVIDIA driver (" + version + "); TensorFlow says: "
            + complaint(log)).orElse("not used: no NVIDIA driver is running (" + DRIVER + " is missing); install it,"
            + " or check that this process may see the GPU");
    }

    private static String complaint(String log) {
        return log.lines().map(LOGGED::matcher).filter(Matcher::find).map(line -> line.group(1))
            .filter(text -> text.toLowerCase(Locale.ROOT).matches(".*(gpu|cuda|cudnn|dlopen|dso).*"))
            .reduce((first, last) -> last).orElse("nothing");
    }
}
