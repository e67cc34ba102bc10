package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleService;

import java.util.List;

/** Fiji's search bar finds each command once. */
class DoubledCommandsTest {

    @Test
    void onlyEntriesOfPluginsConfigGo() {
        try (Context context = new Context(CommandService.class, DoubledCommands.class)) {
            ModuleService modules = context.service(ModuleService.class);
            List<ModuleInfo> before = List.copyOf(modules.getModules());
            ModuleInfo other = entry("legacy:ij.plugin.Commands");
            modules.addModules(List.of(entry("legacy:org.dawsonmri.imagej.CommandRunner"), other));
            assertEquals(before.size() + 1, modules.getModules().size());
            assertEquals(1, modules.getModules().stream().filter(info -> info == other).count());
        }
    }

    /** As imagej-legacy describes a line of plugins.config. */
    private static ModuleInfo entry(String identifier) {
        return new CommandInfo("org.dawsonmri.command.ListNetworks") {
            @Override
            public String getIdentifier() {
                return identifier;
            }
        };
    }
}
