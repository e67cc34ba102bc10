package org.dawsonmri.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shell scripts in the place of {@code nvidia-smi}. */
public final class StandIn {

    private StandIn() {
    }

    /** A card that is busy with recorded values and does not know its clock; it also says its name. */
    public static String steady(Path folder) throws IOException {
        return write(folder, """
            case "$1" in
                *driver_version*) echo "Tesla T4, 535.104"; exit 0 ;;
            esac
            while true; do
                echo "98, 58, 14280, 15360, 66.99, 69, [N/A], P0"
                sleep 0.05
            done
            """);
    }

    /** Any script. */
    static String write(Path folder, String body) throws IOException {
        Path script = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + body + "\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
        return script.toString();
    }
}
