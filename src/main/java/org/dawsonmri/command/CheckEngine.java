package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.engine.EngineCheck;
import org.dawsonmri.imagej.EngineTables;

import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Shows which TensorFlow is used and whether it works. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Check Engine...", headless = true,
    description = "Says which TensorFlow is used, on what processor and devices, why no GPU, and whether it trains and"
        + " segments. Takes about ten seconds.")
public final class CheckEngine extends DawsonCommand {

    @Override
    void execute(Progress progress) {
        EngineCheck.Report report = EngineCheck.run(progress);
        EngineTables.show(report);
        if (!report.passed()) {
            throw new DawsonException(report.verdict());
        }
        progress.message(report.verdict());
    }
}
