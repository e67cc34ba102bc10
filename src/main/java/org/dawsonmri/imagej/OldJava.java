package org.dawsonmri.imagej;

import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes Dawson's commands, formats and form parts out of a Fiji whose Java cannot load them. Its menu then has the
 * entries of {@code plugins.config}, which say what is wrong; other readers get the NIfTI files, and other commands
 * start without complaints about classes. With a newer Java it gives commands their forms.
 */
@Plugin(type = Service.class)
public final class OldJava extends AbstractService implements SciJavaService {

    @Parameter
    private PluginService plugins;

    // -- Initializable methods --

    @Override
    public void initialize() {
        if (!JavaVersion.suffices()) {
            List<PluginInfo<?>> ours = plugins.getPlugins().stream()
                .filter(info -> info.getClassName().startsWith("org.dawsonmri.")
                    && info.getPluginType() != Service.class).collect(Collectors.toList());
            plugins.removePlugins(ours);
        } else {
            JavaVersion.entries().describeForms(plugins);
        }
    }
}
