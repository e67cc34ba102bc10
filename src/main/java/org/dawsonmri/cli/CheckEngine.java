package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.engine.check.EngineCheck;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dawson check-engine}. */
@Command(name = "check-engine",
    description = "Says which TensorFlow is used, on what processor and devices, why no GPU, and "
    + "whether it trains and segments. Takes about ten seconds. The exit status is 1 if something is wrong.")
final class CheckEngine extends Subcommand {

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        EngineCheck.Report report = EngineCheck.run(progress);
        if (json.wanted()) {
            printJson(report.asMap());
        } else {
            TextTable table = new TextTable("what", "found");
            report.asMap().forEach((what, found) -> table.add(what, found.toString()));
            out().println(table);
        }
        if (!report.passed()) {
            err().println("dawson: " + report.verdict());
        }
        return report.passed() ? DONE : FAILED;
    }
}
