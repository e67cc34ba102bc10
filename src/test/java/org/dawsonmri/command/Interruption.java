package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.command.WatchedTasks.Onlooker;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;

import ij.IJ;

import java.awt.event.KeyEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Ends a command in the midst of its work and looks whether that is as users want it: soon, without a word of
 * complaint, with nothing left of it, nothing changed that was there before, and no process.
 *
 * @param place where the command works
 * @param whole what it writes if nobody ends it, as {@link Workplace#written()} has it
 * @param keeps beginnings of the changes that stay on purpose
 */
record Interruption(Workplace place, Map<String, String> whole, List<String> keeps) {

    /** Below the time after which a worker that does not listen is killed, and enough for a busy computer. */
    private static final double SOON_SECONDS = 9;

    /** Work that is over within this time anyhow need not take notice. */
    private static final double OVER_SECONDS = 3;

    /**
     * By Fiji's button of the task, in a SciJava context.
     *
     * @param command runs it; true if it was cancelled or refused
     * @return false if it refused to work before that moment
     */
    boolean byTask(int moment, Supplier<Boolean> command) throws IOException {
        Map<String, String> before = place.everything();
        try (Onlooker onlooker = Onlooker.at(moment, task -> task.cancel("enough"))) {
            if (isCancelled(onlooker, command)) {
                assertEquals(List.of(), changes(before, place.everything()));
            }
            return onlooker.hasActed();
        }
    }

    /**
     * By Escape, in a macro in plain ImageJ, which ends as well.
     *
     * @param macro does the work and then returns something
     */
    void byEscape(int moment, String macro) throws IOException {
        Map<String, String> before = place.everything();
        try (Onlooker onlooker = Onlooker.at(moment, task -> IJ.setKeyDown(KeyEvent.VK_ESCAPE))) {
            boolean ended = isCancelled(onlooker, () -> {
                Outcome outcome = ImageJMenu.run(macro, "");
                assertTrue(outcome.error() == null || outcome.error().equals("cancelled")
                    || !onlooker.hasActed(), outcome.error());
                return outcome.returned() == null;
            });
            List<String> changes = changes(before, place.everything());
            // A macro also ends after a command that was done already when Escape was heard.
            if (ended && !(onlooker.seconds() < OVER_SECONDS && place.written().equals(whole))) {
                assertEquals(List.of(), changes);
            }
        } finally {
            IJ.resetEscape();
        }
    }

    /** Whether it was cancelled; soon and quietly, if so. */
    private static boolean isCancelled(Onlooker onlooker, Supplier<Boolean> command) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        boolean cancelled;
        try (PrintStream listening = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(listening);
            System.setErr(listening);
            cancelled = command.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        double seconds = onlooker.seconds();
        String said = printed.toString(StandardCharsets.UTF_8);
        assertFalse(said.contains("Exception") || said.contains("\tat "), said);
        assertEquals(0, ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count());
        if (onlooker.hasActed()) {
            assertTrue(seconds < (cancelled ? SOON_SECONDS : OVER_SECONDS), "went on for " + seconds + " s");
        }
        return cancelled;
    }

    private List<String> changes(Map<String, String> before, Map<String, String> after) {
        List<String> changes = new ArrayList<>();
        before.forEach((file, state) -> {
            if (!state.equals(after.get(file))) {
                changes.add(file + " was " + state + " and is " + after.get(file));
            }
        });
        after.keySet().stream().filter(file -> !before.containsKey(file))
            .forEach(file -> changes.add(file + " is new"));
        changes.removeIf(change -> keeps.stream().anyMatch(change::startsWith));
        return changes;
    }
}
