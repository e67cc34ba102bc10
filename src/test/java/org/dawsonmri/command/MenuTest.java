package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.OldJava;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.Service;
import org.scijava.task.TaskService;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class MenuTest {

    private final Context context = new Context(CommandService.class, PluginService.class, TaskService.class,
        LogService.class);

    @AfterEach
    void end() {
        context.dispose();
    }

    @Test
    void pluginsConfigHasTheCommandsUnderTheirOwnNames() {
        Map<String, String> expected = new TreeMap<>();
        for (CommandInfo info : commands()) {
            String path = info.getMenuPath().getMenuString(true).replace(" > ", ">");
            expected.put(path, "org.dawsonmri.imagej.CommandRunner(\"" + info.getClassName() + "\")");
        }
        expected.put("File>Import>NIfTI-Analyze", "Nifti_Reader");
        assertEquals(expected, new TreeMap<>(ImageJMenu.entries()));
        assertTrue(expected.size() > 12, expected.toString());
    }

    @Test
    void macroKeysAreLowerCaseAndEveryFieldSaysWhatItIs() {
        for (CommandInfo info : commands()) {
            assertTrue(info.getMenuPath().getLeaf().getName().matches("Dawson .+\\.\\.\\."), info.getTitle());
            assertTrue(info.canRunHeadless(), info.getTitle());
            for (ModuleItem<?> item : Commands.form(context, info).inputs()) {
                if (Service.class.isAssignableFrom(item.getType()) || item.getType() == Context.class) {
                    continue;
                }
                assertTrue(item.getVisibility() != ItemVisibility.MESSAGE, item.getName()); // invisible: of old macros
                assertTrue(item.getName().matches("[a-z][a-z0-9_]*"), item.getName());
                assertTrue(!item.getLabel().isBlank() && !item.getDescription().isBlank(), item.getName());
            }
        }
    }

    /** What Fiji itself asks, in whichever order its services start. */
    @Test
    void sciJavaShowsWhatTheTablesSay() {
        for (List<Class<?>> services : List.<List<Class<?>>>of(List.of(CommandService.class, OldJava.class),
            List.of(OldJava.class, CommandService.class))) {
            try (Context fiji = new Context(services.toArray(Class[]::new))) {
                CommandService commands = fiji.service(CommandService.class);
                for (ModuleInfo info : List.of(commands.getCommand(TrainNetwork.class),
                    commands.getCommand(TrainNetwork.class.getName()))) {
                    assertEquals("Epochs (0 = default)", info.getInput("epochs").getLabel());
                    assertEquals(0, info.getInput("epochs").getMinimumValue());
                    assertEquals(List.of("auto", "float32", "bfloat16"), info.getInput("precision").getChoices());
                }
                assertEquals(1, fiji.service(ModuleService.class).getModules().stream().filter(module ->
                    module.getDelegateClassName().equals(TrainNetwork.class.getName())).count());
            }
        }
    }

    /** NB: ImageJ's own search for {@code slices=} also finds the end of {@code only_slices=}. */
    @Test
    void noMacroKeyIsTheEndOfAnother() {
        for (CommandInfo info : commands()) {
            List<String> keys = new ArrayList<>();
            info.inputs().forEach(item -> keys.add(item.getName()));
            for (String key : keys) {
                assertTrue(keys.stream().noneMatch(other -> other.endsWith("_" + key)), info.getTitle() + ": " + key);
            }
        }
    }

    private List<CommandInfo> commands() {
        return context.service(PluginService.class).getPluginsOfType(Command.class).stream()
            .filter(plugin -> plugin.getClassName().startsWith("org.dawsonmri.command."))
            .map(PluginInfo::getClassName).map(context.service(CommandService.class)::getCommand).toList();
    }
}
