package org.dawsonmri.imagej;

import org.scijava.event.EventHandler;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleService;
import org.scijava.module.event.ModulesAddedEvent;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes the entries of {@code plugins.config}, which are for plain ImageJ, out of Fiji's list of commands. Fiji's menu
 * has each entry once, but its search bar would find both.
 */
@Plugin(type = Service.class)
public final class DoubledCommands extends AbstractService implements SciJavaService {

    private static final String OURS = "legacy:" + CommandRunner.class.getName();

    @Parameter
    private ModuleService modules;

    // -- Initializable methods --

    @Override
    public void initialize() {
        remove(modules.getModules());
    }

    // -- Helper methods --

    @EventHandler
    private void onEvent(ModulesAddedEvent event) {
        remove(event.getItems());
    }

    private void remove(Collection<? extends ModuleInfo> added) {
        List<? extends ModuleInfo> doubled = added.stream()
            .filter(info -> info.getIdentifier().startsWith(OURS)).collect(Collectors.toList());
        if (!doubled.isEmpty() && JavaVersion.suffices()) { // else they are all there is
            modules.removeModules(doubled);
        }
    }
}
