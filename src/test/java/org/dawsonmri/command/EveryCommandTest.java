package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.command.WatchedTasks.Onlooker;
import org.dawsonmri.imagej.Forms;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;

import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.io.IOService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleService;
import org.scijava.prefs.PrefService;
import org.scijava.task.TaskService;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every command of the menu, whichever there are: its example of the documentation runs without a display, is recorded
 * and replayed with the same result, a wrong value of each parameter ends it with one line, and it can be cancelled.
 */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class EveryCommandTest {

    private static final String RESULTS = """
        ;
        found = "images " + nImages + " rows " + nResults + "\\n";
        if (nResults > 0) found = found + String.getResultsHeadings;
        for (i = 1; i <= nImages; i++) {
            selectImage(i);
            getStatistics(area, mean, min, max, deviation);
            found = found + "\\n" + getTitle + " " + getWidth + " " + getHeight + " " + nSlices + " " + mean;
        }
        return found;
        """;

    /** Changes that stay on purpose when a command is cancelled, as their beginnings: what has been fetched already. */
    private static final Map<String, List<String>> KEPT = Map.of("Dawson Install Engine...",
        List.of("new/engine is new", "new/engine/incoming"));

    private static final double FAST_SECONDS = 1;

    /** Fast work is cancelled at each of so many reports. */
    private static final int MOMENTS = 12;

    private final Map<String, String> examples = Commands.examples();
    private final Map<String, String> preparations = Commands.preparations();
    private final Context context = new Context(CommandService.class, ModuleService.class, PrefService.class,
        LogService.class, IOService.class, ConvertService.class, TaskService.class);
    private Workplace place;

    @BeforeAll
    void makeWorkplace(@TempDir Path dir) throws IOException {
        place = Workplace.make(dir);
        System.setProperty("dawson.worker.options", Workplace.QUICK_START);
    }

    @AfterAll
    void close() {
        context.dispose();
        System.clearProperty("dawson.worker.options");
    }

    Stream<String> commands() {
        return Commands.all(context).stream().map(Commands::leaf);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theExampleIsCancelledRecordedAndReplayed(String leaf) throws IOException, ModuleException {
        CommandInfo command = command(leaf);
        String options = place.here(examples.get(leaf));
        place.clear();
        Onlooker onlooker = Onlooker.open();
        long start = System.nanoTime();
        Outcome first = replay(leaf, literal(options));
        onlooker.close();
        assertNull(first.error());
        Map<String, String> written = place.written();
        assertEquals(examples.get(leaf).contains("/mri/new"), !written.isEmpty(), written.toString());
        cancel(leaf, new Interruption(place, written, KEPT.getOrDefault(leaf, List.of())), onlooker.reports(),
            (System.nanoTime() - start) / 1e9);
        place.clear();
        String recorded = Forms.recorded(Commands.module(context, command), options);
        for (var item : Commands.inputs(context, command)) {
            assertTrue((" " + recorded).contains(" " + item.getName() + "="), item.getName() + " in " + recorded);
        }
        Outcome second = replay(leaf, recorded);
        assertNull(second.error());
        assertEquals(stable(leaf, first), stable(leaf, second));
        assertEquals(written, place.written());
    }

    /**
     * In the midst of its work: fast work at every report, the other early and late.
     *
     * @param reports how often the whole work told where it is
     * @param seconds how long it took
     */
    private void cancel(String leaf, Interruption interruption, int reports, double seconds) throws IOException {
        if (seconds >= FAST_SECONDS && reports > 0) {
            cancel(leaf, interruption, 1, Math.max(1, reports * 2 / 3));
            return;
        }
        for (int moment = 1; moment <= Math.min(reports, MOMENTS); moment++) {
            cancel(leaf, interruption, moment, moment);
        }
    }

    /** Over results that are there already, if it does that, and without. */
    private void cancel(String leaf, Interruption interruption, int byTask, int byEscape) throws IOException {
        // What works longer has results behind it when it is cancelled late.
        String options = place.here(examples.get(leaf)).replaceAll("\\b(epochs|subjects)=\\d+", "$1=500");
        boolean alone = preparations.get(leaf).isEmpty(); // a macro prepares the others
        if (alone && !interruption.byTask(byTask, () -> isCancelled(leaf, options))) {
            place.clear();
            interruption.byTask(byTask, () -> isCancelled(leaf, options));
        }
        place.clear();
        interruption.byEscape(byEscape, macro(leaf, literal(options)));
    }

    /** A profile of a second has more rows or fewer. */
    private static String stable(String leaf, Outcome outcome) {
        String returned = outcome.returned();
        return leaf.contains("Profile") && returned != null ? returned.replaceAll("rows \\d+", "rows") : returned;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void wrongValuesEndItWithOneLine(String leaf) throws IOException {
        Map<String, String> example = Forms.texts(examples.get(leaf));
        List<String> accepted = new ArrayList<>();
        for (var wrong : WrongValues.of(context, command(leaf)).entrySet()) {
            for (String value : wrong.getValue()) {
                place.clear();
                Map<String, String> texts = new LinkedHashMap<>(example);
                texts.put(wrong.getKey(), value);
                StringBuilder options = new StringBuilder();
                texts.forEach((key, text) -> options.append(key).append("=[").append(place.here(text)).append("] "));
                Outcome outcome = replay(leaf, literal(options.toString()));
                String error = String.valueOf(outcome.error());
                boolean named = error.contains(wrong.getKey()) || error.contains(place.here(value));
                if (!named || error.lines().count() != 1) {
                    accepted.add(wrong.getKey() + "=" + value + " -> " + error);
                }
            }
        }
        assertEquals(List.of(), accepted);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itIsCancelledBeforeItBegins(String leaf) throws IOException {
        assumeTrue(preparations.get(leaf).isEmpty(), "works on open images, which this test has none of");
        place.clear();
        new Interruption(place, Map.of(), KEPT.getOrDefault(leaf, List.of())).byTask(0, () -> {
            assertTrue(isCancelled(leaf, place.here(examples.get(leaf))));
            return true;
        });
    }

    // -- Helper methods --

    private CommandInfo command(String leaf) {
        return Commands.all(context).stream().filter(info -> Commands.leaf(info).equals(leaf)).findFirst()
            .orElseThrow();
    }

    /** Runs it in a SciJava context; whether it was cancelled there and has no result. */
    private boolean isCancelled(String leaf, String options) {
        CommandInfo command = command(leaf);
        Module module = context.service(ModuleService.class).createModule(command);
        Forms.values(context, command, options).forEach(module::setInput);
        try {
            module.run();
        } catch (DawsonException e) {
            return true;
        }
        boolean cancelled = ((Cancelable) module).isCanceled();
        assertFalse(cancelled && module.getOutputs().values().stream().anyMatch(Objects::nonNull));
        return cancelled;
    }

    private Outcome replay(String leaf, String options) {
        Analyzer.setResultsTable(new ResultsTable());
        return ImageJMenu.run(macro(leaf, options), "");
    }

    private String macro(String leaf, String options) {
        return place.here(preparations.get(leaf)) + "run(\"" + leaf + "\", \"" + options + "\")" + RESULTS;
    }

    /** Options as they stand between quotes in a macro. */
    private static String literal(String options) {
        return options.replace("\\", "\\\\");
    }
}
