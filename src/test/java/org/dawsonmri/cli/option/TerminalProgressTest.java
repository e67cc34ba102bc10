package org.dawsonmri.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Event;
import org.dawsonmri.Phase;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

class TerminalProgressTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void textGoesToStandardErrorAndDoesNotFlood() {
        try (TerminalProgress progress = open(Subcommand.ProgressFormat.TEXT)) {
            progress.message("reading");
            progress.warning("odd header");
            for (int i = 1; i <= 100; i++) {
                progress.update(i, 100, "slices");
            }
            progress.phase(Phase.TRAIN, 3);
            Map<String, Object> slices = new LinkedHashMap<>(Map.of("done", 5, "total", 5, "what", "slices"));
            slices.put("cpu_pct", 187.0);
            progress.event(new Event(Event.Type.PROGRESS, slices));
            Map<String, Object> epoch = new LinkedHashMap<>();
            epoch.put("epoch", 3);
            epoch.put("loss", 0.123456);
            epoch.put("dice", Double.NaN);
            progress.epoch(epoch);
        }
        assertEquals("reading\nwarning: odd header\nslices 1/100\nslices 100/100\n"
            + "slices 5/5  cpu_pct 187\n"
            + "epoch  epoch 3  loss 0.1235  dice NaN\n", err.toString().replace("\r", ""));
        assertEquals("", out.toString());
    }

    @Test
    void noneSaysNothing() {
        try (TerminalProgress progress = open(Subcommand.ProgressFormat.NONE)) {
            progress.warning("odd header");
            assertTrue(!progress.isCancelled() && !progress.isStopRequested());
        }
        assertEquals("", out.toString() + err);
    }

    private TerminalProgress open(Subcommand.ProgressFormat format) {
        return TerminalProgress.open(format, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
