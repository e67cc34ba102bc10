package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.imagej.Forms;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;

import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.event.EventService;
import org.scijava.io.IOService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleService;
import org.scijava.plugin.Parameter;
import org.scijava.prefs.PrefService;
import org.scijava.service.AbstractService;
import org.scijava.task.DefaultTask;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.thread.ThreadService;

import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    private final Map<String, String> examples = Commands.examples();
    private final Map<String, String> preparations = Commands.preparations();
    private final Context context = new Context(CommandService.class, ModuleService.class, PrefService.class,
        LogService.class, IOService.class, ConvertService.class, EventService.class, CancelledTasks.class);
    private Workplace place;

    @BeforeAll
    void makeWorkplace(@TempDir Path dir) throws IOException {
        place = Workplace.make(dir);
    }

    @AfterAll
    void close() {
        context.dispose();
    }

    Stream<String> commands() {
        return Commands.all(context).stream().map(Commands::leaf);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theExampleIsRecordedAndReplayed(String leaf) throws IOException, ModuleException {
        CommandInfo command = command(leaf);
        String options = place.here(examples.get(leaf));
        place.clear();
        Outcome first = replay(leaf, options);
        assertNull(first.error());
        Map<String, String> written = place.written();
        assertEquals(examples.get(leaf).contains("/mri/new"), !written.isEmpty(), written.toString());
        if (Commands.inputs(command).isEmpty()) {
            return; // nothing to record
        }
        place.clear();
        String recorded = Forms.recorded(command, command.createModule(), options);
        for (var item : Commands.inputs(command)) {
            assertTrue((" " + recorded).contains(" " + item.getName() + "="), item.getName() + " in " + recorded);
        }
        Outcome second = replay(leaf, recorded);
        assertNull(second.error());
        assertEquals(stable(leaf, first), stable(leaf, second));
        assertEquals(written, place.written());
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
        for (var wrong : WrongValues.of(command(leaf)).entrySet()) {
            for (String value : wrong.getValue()) {
                place.clear();
                Map<String, String> texts = new LinkedHashMap<>(example);
                texts.put(wrong.getKey(), value);
                StringBuilder options = new StringBuilder();
                texts.forEach((key, text) -> options.append(key).append("=[").append(place.here(text)).append("] "));
                Outcome outcome = replay(leaf, options.toString());
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
    void itCanBeCancelled(String leaf) throws IOException, ModuleException {
        assumeTrue(preparations.get(leaf).isEmpty(), "works on open images, which this test has none of");
        CommandInfo command = command(leaf);
        place.clear();
        Module module = context.service(ModuleService.class).createModule(command);
        Forms.values(command, place.here(examples.get(leaf))).forEach(module::setInput);
        module.run();
        assertTrue(((Cancelable) module).isCanceled());
        assertEquals(Map.of(), place.written());
        assertFalse(module.getOutputs().values().stream().anyMatch(Objects::nonNull));
    }

    // -- Helper methods --

    private CommandInfo command(String leaf) {
        return Commands.all(context).stream().filter(info -> Commands.leaf(info).equals(leaf)).findFirst()
            .orElseThrow();
    }

    private Outcome replay(String leaf, String options) {
        Analyzer.setResultsTable(new ResultsTable());
        return ImageJMenu.run(place.here(preparations.get(leaf)) + "run(\"" + leaf + "\", \"" + options.replace("\\", "\\\\")
            + "\")" + RESULTS, "");
    }

    /** Tasks whose cancel button is pressed as soon as they are there. */
    public static final class CancelledTasks extends AbstractService implements TaskService {

        @Parameter
        private ThreadService threads;

        @Parameter
        private EventService events;

        @Override
        public Task createTask(String name) {
            Task task = new DefaultTask(threads, events);
            task.setName(name);
            task.cancel("enough");
            return task;
        }
    }
}
